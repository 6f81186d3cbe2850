import { done, type Outcome, refusedFields } from '../../site/outcome.ts';
import type { IssueRecord } from '../../site/records.ts';

export interface IssueChanges {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Field id to verbs, e.g. `{labels: [{add: 'vip'}]}`. */
  readonly update: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
}

/** Turns Jira's `update` verbs into plain field values: `set` for any field, `add` and `remove` for labels. */
export function applyUpdates(issue: IssueRecord, { fields, update }: IssueChanges): Outcome<Record<string, unknown>> {
  const values: Record<string, unknown> = { ...fields };
  for (const [fieldId, verbs] of Object.entries(update)) {
    if (fieldId in fields) {
      return refusedFields({ [fieldId]: `Field '${fieldId}' cannot be set and updated in the same request.` });
    }
    for (const verb of verbs) {
      const problem = applyVerb(issue, values, fieldId, verb);
      if (problem !== undefined) return refusedFields({ [fieldId]: problem });
    }
  }
  return done(values);
}

function applyVerb(
  issue: IssueRecord,
  values: Record<string, unknown>,
  fieldId: string,
  verb: Readonly<Record<string, unknown>>,
): string | undefined {
  if ('set' in verb) {
    values[fieldId] = verb.set;
    return undefined;
  }
  if (fieldId !== 'labels') return `The simulator takes only 'set' for the field '${fieldId}'.`;
  const labels = readLabels(values[fieldId] ?? issue.labels);
  const { add, remove } = verb;
  if (typeof add === 'string') values[fieldId] = [...labels, add];
  else if (typeof remove === 'string') values[fieldId] = labels.filter((label) => label !== remove);
  else return "Each operation is one of 'add', 'set' and 'remove', with a string.";
  return undefined;
}

function readLabels(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((label) => typeof label === 'string') : [];
}
