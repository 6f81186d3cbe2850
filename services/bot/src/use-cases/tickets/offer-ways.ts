import { type AssignmentState, isOpen, supervises, works } from '@desk/domain';
import type { Person } from '../../ports/people.ts';
import type { Button } from '../../ports/screen.ts';
import type { StoredAssignment } from '../../ports/team-board.ts';
import type { StoredTicket } from '../../ports/tickets.ts';
import { trackerLink } from '../assignment/present-work.ts';
import { mayTakeFree } from '../assignment/take-free-ticket.ts';
import { press } from '../show-screen.ts';
import { listWays } from './list-ways.ts';

/** What the reader of a ticket can do about it, row by row, and the way back. `latest` is its latest assignment. */
export function offerWays(
  reader: Person,
  stored: StoredTicket,
  latest: StoredAssignment | null,
): readonly (readonly Button[])[] {
  const own = latest?.assignment.personId === reader.id ? latest : null;
  const { id: ticketId, team } = stored.ticket;
  const chosen = choice(reader, stored, own?.assignment.state ?? null);
  const { main, more } = listWays(reader, stored);
  const hasMore = more.length > 0 || chosen.length > 0;
  return [
    mayAskOnline(reader, stored) ? [press({ kind: 'request-consultation', ticketId })] : [],
    chosen.length > 0 ? chosen : main,
    [
      ...(works(reader.profile, team) ? trackerLink(stored) : []),
      ...(isTheirs(reader, stored) && own && own.decisionId !== null ? [press({ kind: 'why-me', ticketId })] : []),
    ],
    [
      ...(mayPassOn(reader, stored) ? [press({ kind: 'reassign', ticketId, below: false })] : []),
      ...(hasMore ? [press({ kind: 'more-ways', ticketId })] : []),
      wayBack(reader, stored),
    ],
  ];
}

/** *Take* and *Not mine*, as far as they have not been said; what was given back, or nobody has, can be taken. */
function choice(reader: Person, stored: StoredTicket, own: AssignmentState | null): readonly Button[] {
  const { id: ticketId, status } = stored.ticket;
  if (mayTakeFree(reader, stored)) return [press({ kind: 'take-free-ticket', ticketId })];
  if (!isTheirs(reader, stored)) return [];
  const take = press({ kind: 'take-ticket', ticketId, inList: true });
  switch (own) {
    case 'notified':
    case 'reminded':
      return [take, press({ kind: 'decline-ticket', ticketId, inList: true })];
    case 'declined':
    case 'reassigned':
      return [take];
    case 'taken':
      return [];
    // Given in the tracker itself, where whoever works on it has moved it on.
    case 'withdrawn':
    case null:
      return status === 'new' ? [take] : [];
  }
}

function isTheirs({ id }: Person, { ticket }: StoredTicket): boolean {
  return ticket.assigneeId === id && isOpen(ticket.status);
}

/** Also while the tracker does not have it yet. */
function mayAskOnline({ id }: Person, { ticket }: StoredTicket): boolean {
  return ticket.requesterId === id && isOpen(ticket.status) && ticket.filing !== 'refused';
}

function mayPassOn({ id, profile }: Person, { ticket }: StoredTicket): boolean {
  const { requesterId, team, number, status } = ticket;
  return supervises(profile, team) && requesterId !== id && number !== null && isOpen(status);
}

/** To the list the reader most likely came from. */
function wayBack(reader: Person, stored: StoredTicket): Button {
  const { id, profile } = reader;
  const { ticket } = stored;
  const caption = 'back';
  if (ticket.requesterId === id) return press({ kind: 'my-tickets', page: 0, below: false }, { caption });
  if (profile.role === 'supervisor' && ticket.assigneeId !== id) {
    return press({ kind: 'team-list', which: 'oldest', page: 0 }, { caption });
  }
  const list = mayTakeFree(reader, stored) ? 'unassigned-list' : 'assigned-list';
  return press({ kind: list, page: 0 }, { caption });
}
