/** Why Jira refused, in the words it would use; `rest/refuse.ts` puts it into the shape of the API asked. */
export interface Refusal {
  readonly kind: 'refused';
  readonly status: 400 | 401 | 403 | 404 | 409 | 413;
  readonly messages: readonly string[];
  /** Field id to message, Jira's `errors`. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface Done<T> {
  readonly kind: 'done';
  readonly value: T;
}

export type Outcome<T> = Done<T> | Refusal;

export function done<T>(value: T): Done<T> {
  return { kind: 'done', value };
}

export function refused(status: Refusal['status'], ...messages: string[]): Refusal {
  return { kind: 'refused', status, messages, fields: {} };
}

export function refusedFields(fields: Readonly<Record<string, string>>): Refusal {
  return { kind: 'refused', status: 400, messages: [], fields };
}

/** For programmatic callers: a refusal there is a mistake in the caller. */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.kind === 'done') return outcome.value;
  throw new Error(`Jira refused (${outcome.status}): ${explain(outcome)}`);
}

/** All that was wrong, in one line. */
export function explain({ messages, fields }: Refusal): string {
  return [...messages, ...Object.entries(fields).map(([field, why]) => `${field}: ${why}`)].join('; ');
}

export const issueNotFound = refused(404, 'Issue does not exist or you do not have permission to see it.');
