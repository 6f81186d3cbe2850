import { type Priority, priorities, type TicketStatus, ticketStatuses } from '@desk/domain';
import { z } from 'zod';
import { problemOfStatuses } from '../trackers/nearest-status.ts';
import { Label, type MapRead, readMap, Slug } from '../trackers/read-map.ts';

/** As people read it in OpenProject: numbers differ from one instance to the next. */
const Name = z.string().trim().min(1).max(255);

/** Where a field of our catalogue goes. `field`: the name of a custom field. */
export const FieldMap = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), field: Name }),
  /** A long text. */
  z.strictObject({ kind: z.literal('rich-text'), field: Name }),
  z.strictObject({ kind: z.literal('date'), field: Name }),
  /** `choices`: our choice -> the value of the list as OpenProject shows it. */
  z.strictObject({ kind: z.literal('option'), field: Name, choices: z.record(z.string(), Name) }),
  /** The finish date of the work package itself. */
  z.strictObject({ kind: z.literal('due-date') }),
  /** OpenProject has no such field: a line of the description names it. `choices`: our choice -> the words for it. */
  z.strictObject({
    kind: z.literal('description-only'),
    label: Label,
    choices: z.record(z.string(), Label).default({}),
  }),
]);
export type FieldMap = z.infer<typeof FieldMap>;

export const RequestTypeMap = z.strictObject({
  /** The type of the work package. */
  type: Name,
  /** What the custom field of request types says; the id of the catalogue where it is left out. */
  value: Name.optional(),
  fields: z.record(Slug, FieldMap).default({}),
});
export type RequestTypeMap = z.infer<typeof RequestTypeMap>;

const CustomFields = z.strictObject({
  /** Text: which creation a work package came from; docs/decisions/0003-creation-marker.md. */
  reference: Name,
  /** Text: the team of ours that a ticket was handed over to. */
  team: Name,
  /** Text or list: the request type, where several share a type of work package. */
  requestType: Name.optional(),
  /** User: for whom it was raised, where they have an account. */
  requester: Name.optional(),
  /** Text: the Telegram id of whom it was raised for. */
  telegramId: Name.optional(),
});

const Wording = z.strictObject({ employee: Label.default('Employee') });

/** None: the workflow has no such status, and a ticket goes where it comes nearest. */
const Names = z.array(Name).max(50);

/** Our words -> the names of one OpenProject. */
export const TrackerMap = z
  .strictObject({
    project: z
      .string()
      .regex(/^[a-z0-9][a-z0-9_-]{0,99}$/, 'must be the identifier of the project, such as service-desk'),
    customFields: CustomFields,
    priorities: z.strictObject({ critical: Name, high: Name, medium: Name, low: Name }),
    /** Every status that means this one; a ticket is moved to the first that can be reached. */
    statuses: z.strictObject({
      new: Names,
      'in-progress': Names,
      'waiting-for-customer': Names,
      'waiting-for-support': Names,
      resolved: Names,
      closed: Names,
    }),
    requestTypes: z.record(Slug, RequestTypeMap),
    wording: Wording.prefault({}),
  })
  .check(({ value, issues }) => {
    const problem = problemOfStatuses(value.statuses, (name) => `"${name}"`);
    if (problem !== null) issues.push({ code: 'custom', path: ['statuses'], message: problem, input: value });
  });
export type TrackerMap = z.infer<typeof TrackerMap>;

export function readTrackerMap(yaml: string): MapRead<TrackerMap> {
  return readMap(TrackerMap, yaml);
}

/** A status outside the map is taken for what OpenProject says of it, so that no ticket is lost for a new column. */
export function statusOf(map: TrackerMap, name: string, isClosed: boolean): TicketStatus {
  return ticketStatuses.find((ours) => map.statuses[ours].includes(name)) ?? (isClosed ? 'closed' : 'in-progress');
}

export function priorityOf(map: TrackerMap, name: string): Priority {
  return priorities.find((ours) => map.priorities[ours] === name) ?? 'medium';
}

/** `value` null: the custom field is not there, or empty. Null where it cannot be told which of ours it is. */
export function requestTypeOf(map: TrackerMap, type: string, value: string | null): string | null {
  const [found, ...others] = Object.entries(map.requestTypes).filter(
    ([id, mapped]) => mapped.type === type && (value === null || typeValue(id, mapped) === value),
  );
  return found && others.length === 0 ? found[0] : null;
}

export function typeValue(requestType: string, { value = requestType }: RequestTypeMap): string {
  return value;
}

export function openStatusNames(map: TrackerMap): readonly string[] {
  return ticketStatuses
    .filter((status) => status !== 'resolved' && status !== 'closed')
    .flatMap((status) => map.statuses[status]);
}
