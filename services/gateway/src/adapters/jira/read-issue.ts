import { z } from 'zod';
import type { TrackerRefused, TrackerText, TrackerTicket } from '../../ports/tracker.ts';
import type { JiraContext } from './context.ts';
import { markerFieldId, readReference, splitMarkerLine } from './marker.ts';
import { priorityOf, requestTypeOf, statusOf } from './tracker-map.ts';
import type { JiraAnswer } from './transport.ts';

const numberPattern = /^[A-Z][A-Z0-9_]{1,20}-\d{1,12}$/;

/** jira.js puts a path together as it comes, so a number goes into one only after this. */
export function isTicketNumber(number: string): boolean {
  return numberPattern.test(number);
}

export const noSuchTicket: TrackerRefused = { kind: 'refused', reason: 'not-found' };

/** Jira writes `2026-11-21T22:15:00.000+0200`; an offset without a colon is no ISO date. */
export const JiraInstant = z
  .string()
  .transform((text) => Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2')))
  .pipe(z.int().nonnegative());

/** Cloud names a person by account id, Data Center by username. */
export const JiraPerson = z
  .object({ accountId: z.string().optional(), name: z.string().optional() })
  .transform(({ accountId, name }) => accountId ?? name ?? null);

const IssueFields = z.looseObject({
  status: z.object({
    id: z.string(),
    statusCategory: z.object({ key: z.string() }).optional(),
  }),
  priority: z.object({ id: z.string() }).nullish(),
  assignee: JiraPerson.nullish(),
  reporter: JiraPerson.nullish(),
  labels: z.array(z.string()).default([]),
  created: JiraInstant,
  updated: JiraInstant,
});

export const Issue = z.object({ key: z.string().regex(numberPattern), fields: IssueFields });
export type Issue = z.infer<typeof Issue>;

const RequestTypeField = z.object({ requestType: z.object({ id: z.string() }) });

const Attachment = z.object({
  id: z.string(),
  filename: z.string(),
  size: z.int().nonnegative(),
  author: JiraPerson.nullish(),
  created: JiraInstant.optional(),
});

const IssueWithText = Issue.extend({
  fields: IssueFields.extend({
    summary: z.string().nullish(),
    description: z.unknown(),
    attachment: z.array(Attachment).default([]),
  }),
});

/** The fields that `toTicket` reads. */
export function ticketFields({ map }: JiraContext): readonly string[] {
  const requestType = map.requestTypeField === null ? [] : [map.requestTypeField];
  const fields = ['status', 'priority', 'assignee', 'reporter', 'labels', 'created', 'updated'];
  return [...new Set([...fields, markerFieldId(map.marker), ...requestType])];
}

export function toTicket({ map, flavour, baseUrl }: JiraContext, { key, fields }: Issue): TrackerTicket {
  const requestType = RequestTypeField.safeParse(map.requestTypeField === null ? null : fields[map.requestTypeField]);
  return {
    number: key,
    reference: readReference(map, fields, flavour.readText),
    status: statusOf(map, { id: fields.status.id, category: fields.status.statusCategory?.key ?? null }),
    priority: priorityOf(map, fields.priority?.id ?? null),
    requestType: requestType.success ? requestTypeOf(map, requestType.data.requestType.id) : null,
    team: teamOf(fields.labels),
    reporter: fields.reporter ?? null,
    assignee: fields.assignee ?? null,
    createdAt: fields.created,
    changedAt: fields.updated,
    url: ticketUrl(baseUrl, key),
  };
}

/** Jira knows no teams of ours: a ticket handed over carries a label, the last one of which counts. */
const teamLabelPattern = /^desk-team-([a-z0-9][a-z0-9-]{0,39})$/;

function teamOf(labels: readonly string[]): string | null {
  return labels.flatMap((label) => teamLabelPattern.exec(label)?.[1] ?? []).at(-1) ?? null;
}

export function teamLabel(team: string): string {
  return `desk-team-${team}`;
}

export function isTeamLabel(label: string): boolean {
  return teamLabelPattern.test(label);
}

export function ticketUrl(baseUrl: string, number: string): string {
  return `${baseUrl}/browse/${number}`;
}

/** A ticket without its text. */
export async function readTicket(context: JiraContext, number: string): Promise<JiraAnswer<TrackerTicket>> {
  const read = await readIssue(context, number, ticketFields(context), Issue);
  return read.kind === 'answered' ? { kind: 'answered', value: toTicket(context, read.value) } : read;
}

export interface TicketAndText {
  readonly ticket: TrackerTicket;
  readonly text: TrackerText;
  /** Files that the reporter sent with the request itself: a portal attaches those without a comment. */
  readonly filedIds: readonly string[];
}

/** A file counts as sent with the request for so long. */
const filingMsMax = 2 * 60_000;

/** A ticket with its text; our own line of the description is left out. */
export async function readTicketAndText(context: JiraContext, number: string): Promise<JiraAnswer<TicketAndText>> {
  const fields = new Set([...ticketFields(context), 'summary', 'description', 'attachment']);
  const read = await readIssue(context, number, [...fields], IssueWithText);
  if (read.kind !== 'answered') return read;
  const { summary, description, attachment } = read.value.fields;
  const words = splitMarkerLine(context.map, context.flavour.readText(description));
  const text = {
    summary: summary ?? '',
    description: words.text,
    files: attachment.map(({ id, filename, size }) => ({ id, name: filename, bytes: size })),
  };
  const ticket = toTicket(context, read.value);
  const filed = attachment.filter(
    ({ author, created = Number.POSITIVE_INFINITY }) =>
      ticket.reporter !== null && author === ticket.reporter && created - ticket.createdAt <= filingMsMax,
  );
  return { kind: 'answered', value: { ticket, text, filedIds: filed.map(({ id }) => id) } };
}

/** One of our project; others, and what has moved to another, are not there, whatever the service account may see. */
async function readIssue<Answer extends Pick<Issue, 'key'>>(
  { transport, flavour, map }: JiraContext,
  number: string,
  fields: readonly string[],
  answer: z.ZodType<Answer>,
): Promise<JiraAnswer<Answer>> {
  const isOurs = (key: string) => isTicketNumber(key) && key.startsWith(`${map.projectKey}-`);
  if (!isOurs(number)) return noSuchTicket;
  const read = await transport.send({
    name: 'read issue',
    effect: 'reads',
    method: 'GET',
    path: `${flavour.api}/issue/${number}`,
    query: { fields: fields.join(',') },
    answer,
  });
  return read.kind === 'answered' && !isOurs(read.value.key) ? noSuchTicket : read;
}
