import { isOpen, priorities, type Ticket } from '@desk/domain';
import type { Acquaintance } from '../../ports/people.ts';
import type { ShowEffect } from '../../ports/plan.ts';
import type { StaffScreen } from '../../ports/staff-screen.ts';
import type { Policy } from '../../ports/system.ts';
import type { StoredTicket } from '../../ports/tickets.ts';
import { trackerLink, workLine } from '../assignment/present-work.ts';
import { buttons, press, tell } from '../show-screen.ts';
import type { TakenOver } from '../tickets/take-over-state.ts';

type What = Extract<StaffScreen, { readonly kind: 'work-changed' }>['what'];

/**
 * What whoever works on a ticket hears of, once it has happened in the tracker: that it is theirs, more urgent, or open
 * again. Always in a new message; the rest can be read when they open it.
 */
export function tellAssignee(
  assignee: Acquaintance,
  { before, taken, url }: { readonly before: StoredTicket; readonly taken: TakenOver; readonly url: string },
  { now, policy }: { readonly now: number; readonly policy: Policy },
): readonly ShowEffect[] {
  const what = whatOf(before.ticket, taken);
  if (what === null) return [];
  const stored = { ...before, ticket: taken.ticket, url };
  const { id: ticketId } = taken.ticket;
  const view = {
    screen: { kind: 'work-changed', ticket: workLine(stored, assignee, now, policy), what },
    keyboard: buttons([press({ kind: 'open-ticket', ticketId, below: true }), ...trackerLink(stored)]),
    about: ticketId,
  } as const;
  return tell(assignee.person, view);
}

function whatOf(before: Ticket, { ticket, news }: TakenOver): What | null {
  if (!isOpen(ticket.status)) return null;
  if (ticket.assigneeId !== before.assigneeId) return 'assigned';
  if (news.includes('reopened')) return 'reopened';
  return priorities.indexOf(ticket.priority) < priorities.indexOf(before.priority) ? 'more-urgent' : null;
}
