import type { Priority, TicketStatus } from '@desk/domain';
import { parseDocument } from 'yaml';
import { z } from 'zod';

const Slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be an id of the catalogue');
/** As people read it in OpenProject: numbers differ from one instance to the next. */
const Name = z.string().trim().min(1).max(255);
const Label = z.string().trim().min(1).max(100);

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

const Names = z.array(Name).min(1).max(50);

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
    const names = Object.values(value.statuses).flat();
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice === undefined) return;
    issues.push({ code: 'custom', path: ['statuses'], message: `"${twice}" stands for two of ours`, input: value });
  });
export type TrackerMap = z.infer<typeof TrackerMap>;

/** Reads TRACKER_MAP_FILE. Each problem names the place in the file and what is wrong there. */
export function readTrackerMap(
  yaml: string,
):
  | { readonly kind: 'read'; readonly map: TrackerMap }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] } {
  const document = parseDocument(yaml, { prettyErrors: true });
  if (document.errors.length > 0) return { kind: 'wrong', problems: document.errors.map((error) => error.message) };
  const parsed = TrackerMap.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (parsed.success) return { kind: 'read', map: parsed.data };
  return { kind: 'wrong', problems: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) };
}

export interface MappedRequestType {
  readonly id: string;
  readonly fields: readonly { readonly id: string; readonly choices?: readonly { readonly id: string }[] }[];
}

/** What the tracker map lacks for a catalogue: every request type, field and choice must have a place. */
export function missingFromMap(map: TrackerMap, requestTypes: readonly MappedRequestType[]): readonly string[] {
  return requestTypes.flatMap(({ id, fields }) => {
    const type = map.requestTypes[id];
    if (!type) return [`requestTypes.${id}: the catalogue has this request type, the tracker map does not`];
    return fields.flatMap((field) => missingOfField(`requestTypes.${id}.fields.${field.id}`, type, field));
  });
}

function missingOfField(
  place: string,
  type: RequestTypeMap,
  { id, choices = [] }: MappedRequestType['fields'][number],
): readonly string[] {
  const mapped = type.fields[id];
  if (!mapped) return [`${place}: the catalogue has this field, the tracker map does not`];
  if (mapped.kind !== 'option') return [];
  return choices
    .filter((choice) => mapped.choices[choice.id] === undefined)
    .map((choice) => `${place}.choices.${choice.id}: the catalogue has this choice, the tracker map does not`);
}

const ourStatuses: readonly TicketStatus[] = [
  'new',
  'in-progress',
  'waiting-for-customer',
  'waiting-for-support',
  'resolved',
  'closed',
];
const ourPriorities: readonly Priority[] = ['critical', 'high', 'medium', 'low'];

/** A status outside the map is taken for what OpenProject says of it, so that no ticket is lost for a new column. */
export function statusOf(map: TrackerMap, name: string, isClosed: boolean): TicketStatus {
  return ourStatuses.find((ours) => map.statuses[ours].includes(name)) ?? (isClosed ? 'closed' : 'in-progress');
}

export function priorityOf(map: TrackerMap, name: string): Priority {
  return ourPriorities.find((ours) => map.priorities[ours] === name) ?? 'medium';
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
  return ourStatuses
    .filter((status) => status !== 'resolved' && status !== 'closed')
    .flatMap((status) => map.statuses[status]);
}
