import { type Priority, priorities, type TicketStatus, ticketStatuses } from '@desk/domain';
import { z } from 'zod';
import { type MappedStatuses, problemOfStatuses } from '../trackers/nearest-status.ts';
import { Label, type MapRead, readMap, Slug } from '../trackers/read-map.ts';

/** Jira writes its ids as digits in a string; YAML without quotes makes them numbers. */
const JiraId = z
  .union([z.string(), z.int().nonnegative().transform(String)])
  .pipe(z.string().regex(/^\d{1,12}$/, 'must be an id: digits'));
const CustomField = z.string().regex(/^customfield_\d{1,10}$/, 'must be a field id such as customfield_10050');
const FieldId = z
  .string()
  .regex(/^[a-z][A-Za-z0-9_]{0,60}$/, 'must be a field id such as duedate or customfield_10050');

/** Where a field of our catalogue goes. */
export const FieldMap = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), field: FieldId }),
  /** A multi-line field that Jira renders. */
  z.strictObject({ kind: z.literal('rich-text'), field: FieldId }),
  z.strictObject({ kind: z.literal('date'), field: FieldId }),
  /** `choices`: our choice -> the id of Jira's option. */
  z.strictObject({ kind: z.literal('option'), field: FieldId, choices: z.record(z.string(), JiraId) }),
  /** Jira has no such field: a line of the description names it. `choices`: our choice -> the words for it. */
  z.strictObject({
    kind: z.literal('description-only'),
    label: Label,
    choices: z.record(z.string(), Label).default({}),
  }),
]);
export type FieldMap = z.infer<typeof FieldMap>;

export const RequestTypeMap = z.strictObject({
  id: JiraId,
  /** `on-request`: the request type has the field; `after`: set by a second call; both may be named in the description. */
  priority: z.enum(['on-request', 'after', 'description-only']).default('on-request'),
  fields: z.record(Slug, FieldMap).default({}),
});
export type RequestTypeMap = z.infer<typeof RequestTypeMap>;

/** How a ticket says which creation it came from; docs/decisions/0003-creation-marker.md. */
export const MarkerMap = z.discriminatedUnion('in', [
  z.strictObject({ in: z.literal('description') }),
  z.strictObject({ in: z.literal('label') }),
  z.strictObject({ in: z.literal('field'), field: CustomField }),
]);
export type MarkerMap = z.infer<typeof MarkerMap>;

const StatusMap = z.strictObject({
  /**
   * Every status of Jira that means this one; a ticket is moved to the first that can be reached. None: the workflow has
   * no such status, and a ticket goes where it comes nearest.
   */
  ids: z.array(JiraId).max(50),
  /** For workflows whose transition asks for one. */
  resolution: JiraId.optional(),
});

const Wording = z.strictObject({
  employee: Label.default('Employee'),
  priority: Label.default('Priority'),
  priorities: z
    .strictObject({ critical: Label, high: Label, medium: Label, low: Label })
    .default({ critical: 'critical', high: 'high', medium: 'medium', low: 'low' }),
  reference: Label.default('Desk reference'),
});

/** Our words -> the ids of one Jira. */
export const TrackerMap = z
  .strictObject({
    projectKey: z.string().regex(/^[A-Z][A-Z0-9_]{1,20}$/, 'must be the project key of the service desk, such as SD'),
    marker: MarkerMap.default({ in: 'description' }),
    /** The field in which Jira keeps a ticket's request type; null: tickets that others filed have none for us. */
    requestTypeField: CustomField.nullable().default(null),
    priorities: z.strictObject({ critical: JiraId, high: JiraId, medium: JiraId, low: JiraId }),
    statuses: z.strictObject({
      new: StatusMap,
      'in-progress': StatusMap,
      'waiting-for-customer': StatusMap,
      'waiting-for-support': StatusMap,
      resolved: StatusMap,
      closed: StatusMap,
    }),
    requestTypes: z.record(Slug, RequestTypeMap),
    wording: Wording.prefault({}),
  })
  .check(({ value, issues }) => {
    const problem = problemOfStatuses(mappedStatuses(value), (id) => `status ${id}`);
    if (problem !== null) issues.push({ code: 'custom', path: ['statuses'], message: problem, input: value });
  });
export type TrackerMap = z.infer<typeof TrackerMap>;

/** By id. */
export function mappedStatuses({ statuses }: { readonly statuses: TrackerMap['statuses'] }): MappedStatuses {
  return {
    new: statuses.new.ids,
    'in-progress': statuses['in-progress'].ids,
    'waiting-for-customer': statuses['waiting-for-customer'].ids,
    'waiting-for-support': statuses['waiting-for-support'].ids,
    resolved: statuses.resolved.ids,
    closed: statuses.closed.ids,
  };
}

export function readTrackerMap(yaml: string): MapRead<TrackerMap> {
  return readMap(TrackerMap, yaml);
}

/** A status outside the map is taken for what its category says, so that no ticket is lost for a new column. */
export function statusOf(
  map: TrackerMap,
  status: { readonly id: string; readonly category: string | null },
): TicketStatus {
  const known = ticketStatuses.find((ours) => map.statuses[ours].ids.includes(status.id));
  if (known) return known;
  if (status.category === 'done') return 'closed';
  return status.category === 'new' ? 'new' : 'in-progress';
}

export function priorityOf(map: TrackerMap, id: string | null): Priority {
  return priorities.find((ours) => map.priorities[ours] === id) ?? 'medium';
}

/** Null where the id is not in the map, or stands there for several of our types. */
export function requestTypeOf(map: TrackerMap, id: string | null): string | null {
  const [found, ...others] = Object.entries(map.requestTypes).filter(([, type]) => type.id === id);
  return found && others.length === 0 ? found[0] : null;
}

export function openStatusIds(map: TrackerMap): readonly string[] {
  return ticketStatuses
    .filter((status) => status !== 'resolved' && status !== 'closed')
    .flatMap((status) => map.statuses[status].ids);
}
