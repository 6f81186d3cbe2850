import { done, type Outcome, refusedFields } from './outcome.ts';
import { prepareField } from './prepare-field.ts';
import type { PreparedField, TextFormat } from './prepared-field.ts';
import { recordUpdate } from './record-change.ts';
import type { ChangeItem, IssueRecord } from './records.ts';
import type { Site } from './site.ts';

export interface EditIssueOptions {
  readonly actorId: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly textFormat: TextFormat;
}

/** Sets fields: all of them, or none and a message for each wrong one. */
export function editIssue(
  site: Site,
  issue: IssueRecord,
  { actorId, fields, textFormat }: EditIssueOptions,
): Outcome<IssueRecord> {
  const prepared = prepareFields(site, fields, textFormat);
  if (prepared.kind === 'refused') return prepared;
  recordUpdate(site, issue, actorId, prepared.value(issue));
  return done(issue);
}

/** Checks many fields; the value applies them to an issue and gives the changelog lines. */
export function prepareFields(
  site: Site,
  fields: Readonly<Record<string, unknown>>,
  textFormat: TextFormat,
): Outcome<(issue: IssueRecord) => ChangeItem[]> {
  const prepared = Object.entries(fields).map(([fieldId, raw]): readonly [string, PreparedField] => [
    fieldId,
    prepareField({ site, fieldId, raw, textFormat }),
  ]);
  const problems = prepared.flatMap(([fieldId, field]) => (field.kind === 'wrong' ? [[fieldId, field.message]] : []));
  if (problems.length > 0) return refusedFields(Object.fromEntries(problems));
  return done((issue) => prepared.flatMap(([, field]) => (field.kind === 'ready' ? field.apply(issue) : [])));
}
