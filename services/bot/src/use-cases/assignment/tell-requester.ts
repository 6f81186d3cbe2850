import type { Person } from '../../ports/people.ts';
import type { ShowEffect } from '../../ports/plan.ts';
import type { Handling } from '../../ports/ticket-screen.ts';
import type { StoredTicket } from '../../ports/tickets.ts';
import { ticketCard } from '../filing/ticket-card.ts';
import { newsButtons } from '../news/news-buttons.ts';
import { tell } from '../show-screen.ts';
import { ticketNews } from '../tickets/present-ticket.ts';

/** Who works on the ticket by now: an edit of the requester's card, since nothing is asked of them. */
export function tellRequester(
  requester: Person | null,
  { ticket: { id, number, status } }: StoredTicket,
  handling: Handling,
): readonly ShowEffect[] {
  if (requester === null || number === null) return [];
  const screen =
    status === 'new' ? ({ kind: 'ticket-created', number, handling } as const) : ticketNews(number, status, handling);
  return tell(requester, { screen, keyboard: newsButtons({ id, status }), about: id }, ticketCard({ id }, 'in-place'));
}
