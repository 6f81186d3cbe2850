import type { Priority, TicketStatus } from '@desk/domain';
import { z } from 'zod';
import type { TrackerAccount, TrackerTrouble } from '../../ports/tracker.ts';
import type { JiraContext } from './context.ts';
import { isTicketNumber, noSuchTicket, readTicket } from './read-issue.ts';
import type { JiraAnswer } from './transport.ts';

/** Jira answers these with nothing. */
const Nothing = z.unknown();

export async function assignIssue(
  { transport, flavour }: JiraContext,
  number: string,
  account: TrackerAccount | null,
): Promise<{ readonly kind: 'assigned' } | TrackerTrouble> {
  if (!isTicketNumber(number)) return noSuchTicket;
  const put = await transport.send({
    name: 'assign issue',
    effect: 'writes',
    method: 'PUT',
    path: `${flavour.api}/issue/${number}/assignee`,
    body: { [flavour.personKey]: account },
    answer: Nothing,
  });
  return put.kind === 'answered' ? { kind: 'assigned' } : put;
}

export async function setPriority(
  { transport, flavour, map }: JiraContext,
  number: string,
  priority: Priority,
): Promise<JiraAnswer<unknown>> {
  return transport.send({
    name: 'set priority',
    effect: 'writes',
    method: 'PUT',
    path: `${flavour.api}/issue/${number}`,
    body: { fields: { priority: { id: map.priorities[priority] } } },
    answer: Nothing,
  });
}

/** In Jira's words the inward issue *duplicates* the outward one. */
export async function linkDuplicate(
  { transport, flavour }: JiraContext,
  duplicate: string,
  kept: string,
): Promise<{ readonly kind: 'linked' } | TrackerTrouble> {
  if (!isTicketNumber(duplicate) || !isTicketNumber(kept)) return noSuchTicket;
  const posted = await transport.send({
    name: 'link issues',
    effect: 'writes',
    method: 'POST',
    path: `${flavour.api}/issueLink`,
    body: { type: { name: 'Duplicate' }, inwardIssue: { key: duplicate }, outwardIssue: { key: kept } },
    answer: Nothing,
  });
  return posted.kind === 'answered' ? { kind: 'linked' } : posted;
}

const Transitions = z.object({
  transitions: z.array(z.object({ id: z.string(), to: z.object({ id: z.string() }) })).max(500),
});

/** Moves by whichever transition leads there now; a ticket that is there already has moved. */
export async function moveIssue(
  context: JiraContext,
  number: string,
  to: TicketStatus,
): Promise<{ readonly kind: 'moved' } | TrackerTrouble> {
  if (!isTicketNumber(number)) return noSuchTicket;
  const { transport, flavour, map } = context;
  const path = `${flavour.api}/issue/${number}/transitions`;
  const listed = await transport.send({
    name: 'list transitions',
    effect: 'reads',
    method: 'GET',
    path,
    answer: Transitions,
  });
  if (listed.kind !== 'answered') return listed;

  const { ids, resolution } = map.statuses[to];
  const [transition] = ids.flatMap((id) => listed.value.transitions.filter((candidate) => candidate.to.id === id));
  if (!transition) return isThereAlready(context, number, to);
  const posted = await transport.send({
    name: 'move issue',
    effect: 'writes',
    method: 'POST',
    path,
    body: {
      transition: { id: transition.id },
      ...(resolution === undefined ? {} : { fields: { resolution: { id: resolution } } }),
    },
    answer: Nothing,
  });
  return posted.kind === 'answered' ? { kind: 'moved' } : posted;
}

async function isThereAlready(
  context: JiraContext,
  number: string,
  status: TicketStatus,
): Promise<{ readonly kind: 'moved' } | TrackerTrouble> {
  const read = await readTicket(context, number);
  if (read.kind !== 'answered') return read;
  return read.value.status === status ? { kind: 'moved' } : { kind: 'refused', reason: 'no-such-transition' };
}
