import { changeTicket, type Ticket, type TicketEvent, type TicketNews } from '@desk/domain';
import type { TicketState } from '../../ports/gateway-desk.ts';
import type { People, Person } from '../../ports/people.ts';

/** Who has a ticket in the tracker, as far as the bot can tell. */
export type TrackerAssignee =
  | { readonly kind: 'known'; readonly person: Person }
  /** Someone who has never been here: nobody to name or to tell. */
  | { readonly kind: 'stranger' }
  /** Nobody, and that is sure. */
  | { readonly kind: 'nobody' }
  /** Nobody, or nobody that can be named at the moment; or the desk's own choice may be on its way. */
  | { readonly kind: 'unsaid' };

export interface TakenOver {
  readonly ticket: Ticket;
  /** What changed, in the order of the events; empty when nothing did. */
  readonly news: readonly TicketNews[];
}

/** The tracker's word about a ticket: its number, status, priority and assignee. */
export function takeOverState(ticket: Ticket, state: TicketState, now: number, assignee: TrackerAssignee): TakenOver {
  const events: readonly TicketEvent[] = [
    ...(ticket.filing === 'refused' ? [{ kind: 'sent-again' } as const] : []),
    { kind: 'filed', number: state.number },
    { kind: 'priority-changed', priority: state.priority },
    ...assigneeEvents(ticket, assignee),
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
  return { ticket: current, news };
}

export async function findTrackerAssignee(
  people: People,
  { assigneeEmployeeId }: TicketState,
  { nobodyIsSure } = { nobodyIsSure: false },
): Promise<TrackerAssignee> {
  if (assigneeEmployeeId === null) return { kind: nobodyIsSure ? 'nobody' : 'unsaid' };
  const known = await people.findByEmployeeId(assigneeEmployeeId);
  return known ? { kind: 'known', person: known.person } : { kind: 'stranger' };
}

function assigneeEvents(ticket: Ticket, assignee: TrackerAssignee): readonly TicketEvent[] {
  switch (assignee.kind) {
    case 'known':
      return [{ kind: 'assigned', personId: assignee.person.id }];
    case 'stranger':
      return [{ kind: 'assigned-elsewhere' }];
    case 'nobody':
      return [{ kind: 'unassigned' }];
    case 'unsaid':
      return ticket.assignedElsewhere ? [{ kind: 'unassigned' }] : [];
  }
}
