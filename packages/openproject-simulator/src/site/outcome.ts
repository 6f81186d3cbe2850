/** Why OpenProject refused, in its own shape. */
export interface Refusal {
  readonly kind: 'refused';
  readonly status: 400 | 401 | 403 | 404 | 406 | 409 | 415 | 422 | 429 | 503;
  /** The last part of its `errorIdentifier`. */
  readonly identifier: string;
  readonly message: string;
  readonly attribute?: string;
}

export interface Done<T> {
  readonly kind: 'done';
  readonly value: T;
}

export type Outcome<T> = Done<T> | Refusal;

export function done<T>(value: T): Done<T> {
  return { kind: 'done', value };
}

export function refused(status: Refusal['status'], identifier: string, message: string, attribute?: string): Refusal {
  return { kind: 'refused', status, identifier, message, ...(attribute !== undefined && { attribute }) };
}

/** A value that the attribute cannot have. */
export function violates(attribute: string, message: string): Refusal {
  return refused(422, 'PropertyConstraintViolation', message, attribute);
}

export const notFound = refused(404, 'NotFound', 'The requested resource could not be found.');

/** For programmatic callers: a refusal there is a mistake in the caller. */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.kind === 'done') return outcome.value;
  throw new Error(`OpenProject refused (${outcome.status}): ${outcome.message}`);
}
