import { isOpen, supervises, type TicketStatus, works } from '@desk/domain';
import type { Action } from '../../ports/action.ts';
import type { Person } from '../../ports/people.ts';
import type { Button } from '../../ports/screen.ts';
import type { StoredTicket } from '../../ports/tickets.ts';
import { press } from '../show-screen.ts';

/** What somebody can do about a ticket: the two things that fit its status, and the rest. */
export interface Ways {
  readonly main: readonly Button[];
  readonly more: readonly Button[];
}

type About = Pick<StoredTicket, 'ticket'>;

const none: Ways = { main: [], more: [] };

/** What is offered; the gateway has the last word about each. */
export function listWays(reader: Person, stored: About): Ways {
  if (stored.ticket.number === null) return none;
  if (stored.ticket.requesterId === reader.id) return waysOfRequester(stored);
  if (decides(reader, stored)) return waysOfHolder(stored);
  const { id: ticketId } = stored.ticket;
  if (!works(reader.profile, stored.ticket.team)) return { main: [write(ticketId, 'comment')], more: [] };
  return { main: [write(ticketId, 'comment'), write(ticketId, 'note')], more: [write(ticketId, 'participant')] };
}

/** Whoever has it, and whoever supervises its team. */
export function decides({ id, profile }: Person, { ticket }: About): boolean {
  return ticket.assigneeId === id || supervises(profile, ticket.team);
}

function waysOfRequester({ ticket }: About): Ways {
  const { id: ticketId, status, priority } = ticket;
  const comment = write(ticketId, 'comment');
  const withdraw = write(ticketId, 'withdraw');
  const letIn = write(ticketId, 'participant');
  const raise = priority === 'critical' ? [] : [press({ kind: 'priority-of', ticketId })];
  switch (status) {
    case 'new':
    case 'in-progress':
    case 'waiting-for-support':
      return { main: [comment, letIn], more: [...raise, withdraw] };
    case 'waiting-for-customer':
      return { main: [comment, withdraw], more: [...raise, letIn] };
    case 'resolved':
      return { main: [write(ticketId, 'reopen'), comment], more: [] };
    case 'closed':
      return { main: [write(ticketId, 'reopen'), press({ kind: 'new-ticket' })], more: [comment] };
  }
}

function waysOfHolder({ ticket }: About): Ways {
  const { id: ticketId, status } = ticket;
  const comment = write(ticketId, 'comment');
  const note = write(ticketId, 'note');
  const moves = nextStatuses(status).map((to) => press({ kind: 'move-ticket', ticketId, to }));
  if (!isOpen(status)) return { main: [comment, ...moves.slice(0, 1)], more: [note, ...moves.slice(1)] };
  return {
    main: [comment, write(ticketId, 'resolve')],
    more: [
      note,
      ...(status === 'waiting-for-customer' ? [] : [write(ticketId, 'ask')]),
      press({ kind: 'saved-replies', ticketId, page: 0 }),
      press({ kind: 'transfer', ticketId, to: 'people' }),
      press({ kind: 'priority-of', ticketId }),
      ...moves,
      write(ticketId, 'participant'),
    ],
  };
}

/** Statuses that need no words, by the one it has. A new ticket is taken, not moved. */
function nextStatuses(status: TicketStatus): readonly TicketStatus[] {
  switch (status) {
    case 'new':
    case 'in-progress':
      return [];
    case 'waiting-for-customer':
    case 'waiting-for-support':
      return ['in-progress'];
    case 'resolved':
      return ['waiting-for-support', 'closed'];
    case 'closed':
      return ['waiting-for-support'];
  }
}

function write(ticketId: string, what: Extract<Action, { readonly kind: 'write' }>['what']): Button {
  return press({ kind: 'write', ticketId, what });
}
