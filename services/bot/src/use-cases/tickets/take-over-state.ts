import { changeTicket, type Ticket, type TicketEvent, type TicketNews } from '@desk/domain';
import type { TicketState } from '../../ports/gateway-desk.ts';
import type { Person } from '../../ports/people.ts';

export interface TakenOver {
  readonly ticket: Ticket;
  /** What changed, in the order of the events; empty when nothing did. */
  readonly news: readonly TicketNews[];
  /** Who has it now, where it is someone the bot knows. */
  readonly assignee: Person | null;
}

/**
 * The tracker's word about a ticket: its number, status, priority and assignee. An assignee unknown here changes
 * nothing, since nobody could be told, and neither does none: the desk's own choice may be on its way.
 */
export function takeOverState(
  ticket: Ticket,
  state: TicketState,
  { now, assignee }: { readonly now: number; readonly assignee: Person | null },
): TakenOver {
  const events: readonly TicketEvent[] = [
    ...(ticket.filing === 'refused' ? [{ kind: 'sent-again' } as const] : []),
    { kind: 'filed', number: state.number },
    { kind: 'priority-changed', priority: state.priority },
    ...(assignee ? [{ kind: 'assigned', personId: assignee.id } as const] : []),
    { kind: 'status-changed', status: state.status },
  ];
  let current = ticket;
  const news: TicketNews[] = [];
  for (const event of events) {
    const outcome = changeTicket(current, event, now);
    if (outcome.kind === 'refused') continue;
    current = outcome.ticket;
    if (event.kind !== 'sent-again') news.push(outcome.news);
  }
  return { ticket: current, news, assignee };
}
