import type { Ticket } from '@desk/domain';
import type { Keyboard } from '../../ports/screen.ts';
import { createdButtons } from '../filing/plan-filed.ts';
import { solutionButtons } from './answer-solution.ts';

/** What the requester of a ticket can do about news of it. */
export function newsButtons(ticket: Pick<Ticket, 'id' | 'status'>): Keyboard {
  return ticket.status === 'resolved' ? solutionButtons(ticket.id) : createdButtons(ticket);
}
