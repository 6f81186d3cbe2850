import { z } from 'zod';
import type { TrackerRefused, TrackerTicket } from '../../ports/tracker.ts';
import type { OpenProjectContext } from './context.ts';
import { Instant, idOf, isId, Link } from './hal.ts';
import type { CustomField, InstanceNames } from './instance-names.ts';
import { readTicketMarker } from './marker.ts';
import { priorityOf, requestTypeOf, statusOf, type TrackerMap } from './tracker-map.ts';
import type { OpenProjectAnswer } from './transport.ts';

export const noSuchTicket: TrackerRefused = { kind: 'refused', reason: 'not-found' };

const Formattable = z.object({ raw: z.string().nullish() });

/** Custom fields stand among the properties and the links. */
export const WorkPackage = z.looseObject({
  id: z.int().min(1),
  lockVersion: z.int().nonnegative(),
  subject: z.string(),
  description: Formattable.nullish(),
  dueDate: z.string().nullish(),
  createdAt: Instant,
  updatedAt: Instant,
  _links: z.looseObject({
    project: Link,
    type: Link,
    status: Link,
    priority: Link.optional(),
    author: Link.optional(),
    assignee: Link.optional(),
  }),
});
export type WorkPackage = z.infer<typeof WorkPackage>;

/** One of our project; others are not there. */
export async function readWorkPackage(
  context: OpenProjectContext,
  number: string,
): Promise<OpenProjectAnswer<{ readonly workPackage: WorkPackage; readonly names: InstanceNames }>> {
  if (!isId(number)) return noSuchTicket;
  const [names, read] = await Promise.all([
    context.readNames(),
    context.transport.send({
      name: 'read work package',
      effect: 'reads',
      method: 'GET',
      path: `/work_packages/${number}`,
      answer: WorkPackage,
    }),
  ]);
  if (read.kind !== 'answered') return read;
  if (names.kind !== 'answered') return names;
  if (idOf(read.value._links.project) !== String(names.value.projectId)) return noSuchTicket;
  return { kind: 'answered', value: { workPackage: read.value, names: names.value } };
}

export function toTicket(
  { map, baseUrl }: Pick<OpenProjectContext, 'map' | 'baseUrl'>,
  names: InstanceNames,
  workPackage: WorkPackage,
): TrackerTicket {
  const { id, createdAt, updatedAt, _links: links } = workPackage;
  const { reference, requestType, requester } = map.customFields;
  const fieldNamed = (name: string | undefined) => (name === undefined ? undefined : names.fields.get(name));
  const status = links.status.title ?? '';
  const requesterField = fieldNamed(requester);
  return {
    number: String(id),
    reference: readTicketMarker(readValue(workPackage, fieldNamed(reference))),
    status: statusOf(map, status, names.statuses.get(status)?.isClosed ?? false),
    priority: priorityOf(map, links.priority?.title ?? ''),
    requestType: requestTypeOf(map, links.type.title ?? '', readValue(workPackage, fieldNamed(requestType))),
    team: teamOf(map, names, workPackage),
    reporter: (requesterField && idOf(linkOf(workPackage, requesterField))) ?? idOf(links.author),
    assignee: idOf(links.assignee),
    createdAt,
    changedAt: updatedAt,
    url: `${baseUrl}/work_packages/${id}`,
  };
}

/** Null where somebody wrote something there that is no team's id. */
export function teamOf(map: TrackerMap, names: InstanceNames, workPackage: WorkPackage): string | null {
  const value = readValue(workPackage, names.fields.get(map.customFields.team))?.trim() ?? '';
  return /^[a-z0-9][a-z0-9-]{0,39}$/.test(value) ? value : null;
}

/** What a custom field says, as people read it; null where it says nothing. */
function readValue(workPackage: WorkPackage, field: CustomField | undefined): string | null {
  if (!field) return null;
  if (field.isLink) return linkOf(workPackage, field)?.title ?? null;
  const value = workPackage[field.key];
  if (typeof value === 'string') return value === '' ? null : value;
  const formatted = Formattable.safeParse(value);
  return formatted.success ? (formatted.data.raw ?? null) : null;
}

function linkOf({ _links: links }: WorkPackage, { key }: CustomField): Link | undefined {
  const link = Link.safeParse(links[key]);
  return link.success ? link.data : undefined;
}
