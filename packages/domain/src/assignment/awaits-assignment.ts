import { isOpen, type Ticket } from '../ticket/ticket.ts';
import type { Assignment } from './assignment.ts';

/** The latest assignment of a ticket. `byDesk`: the index chose, not a supervisor. */
export interface LatestAssignment {
  readonly assignment: Assignment;
  readonly byDesk: boolean;
}

/**
 * Whether the desk owes this ticket a specialist. Whoever declined or did not react keeps it until there is somebody
 * else; what a supervisor gave away is passed on by a supervisor alone; and what was withdrawn is with somebody in the
 * tracker, known here or not, unless the tracker says that it is nobody's.
 */
export function awaitsAssignment(
  ticket: Pick<Ticket, 'filing' | 'status' | 'assigneeId' | 'assignedElsewhere'>,
  latest: LatestAssignment | null,
): boolean {
  if (ticket.filing !== 'filed' || !isOpen(ticket.status) || ticket.assignedElsewhere) return false;
  if (latest === null) return ticket.assigneeId === null;
  switch (latest.assignment.state) {
    case 'notified':
    case 'reminded':
    case 'taken':
      return false;
    case 'withdrawn':
      return ticket.assigneeId === null;
    case 'declined':
    case 'reassigned':
      if (ticket.assigneeId === null) return true;
      return latest.byDesk && latest.assignment.personId === ticket.assigneeId;
  }
}
