import type { NewTrackerTicket, TrackerTicket, TrackerTrouble } from '../../ports/tracker.ts';
import type { OpenProjectContext } from './context.ts';
import { describeWorkPackage } from './describe-work-package.ts';
import { isId } from './hal.ts';
import type { InstanceNames } from './instance-names.ts';
import { isReference } from './marker.ts';
import type { RequestTypeMap } from './tracker-map.ts';
import type { OpenProjectAnswer } from './transport.ts';
import { toTicket, WorkPackage } from './work-package.ts';

/**
 * Creates a work package of the service account's, with its marker in the same call. OpenProject knows no raising for
 * others: a field names the employee's account, or the description the employee. Where it refuses the account (somebody
 * who is no member of the project) they are named in words: nothing was written by the refused call, so that a second
 * one cannot double the ticket.
 */
export async function createWorkPackage(
  context: OpenProjectContext,
  ticket: NewTrackerTicket,
): Promise<{ readonly kind: 'created'; readonly ticket: TrackerTicket } | TrackerTrouble> {
  const type = context.map.requestTypes[ticket.requestType];
  if (!type || !isReference(ticket.reference)) return { kind: 'refused', reason: 'misconfigured' };
  const known = await context.readNames();
  if (known.kind !== 'answered') return known;
  const isComplete = describeWorkPackage(context, { ticket, type, names: known.value }).kind === 'described';
  const names = isComplete ? known : await context.readNames({ fresh: true });
  if (names.kind !== 'answered') return names;

  const hasAccount = ticket.onBehalfOf !== null && isId(ticket.onBehalfOf);
  const nameless = { ...ticket, onBehalfOf: null };
  const first = await post(context, names.value, hasAccount ? ticket : nameless, type);
  const isAccountRefused = hasAccount && first.kind === 'refused' && first.reason === 'invalid';
  const created = isAccountRefused ? await post(context, names.value, nameless, type) : first;
  if (created.kind !== 'answered') return created;
  return { kind: 'created', ticket: toTicket(context, names.value, created.value) };
}

async function post(
  context: OpenProjectContext,
  names: InstanceNames,
  ticket: NewTrackerTicket,
  type: RequestTypeMap,
): Promise<OpenProjectAnswer<WorkPackage>> {
  const described = describeWorkPackage(context, { ticket, type, names });
  if (described.kind === 'refused') return described;
  return context.transport.send({
    name: 'create work package',
    effect: 'writes',
    method: 'POST',
    path: `/projects/${names.projectId}/work_packages`,
    body: described.body,
    answer: WorkPackage,
  });
}
