import { type Catalogue, isOpen } from '@desk/domain';
import type { Placement, Plan } from '../../ports/plan.ts';
import type { Button } from '../../ports/screen.ts';
import type { Policy } from '../../ports/system.ts';
import type { TicketPage, Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { asItIs, buttons, press, reply, type View } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { ticketLine } from './present-ticket.ts';

const ticketsPerPage = 6;
const buttonsPerRow = 3;

/** One's own tickets, open ones first, a page at a time. */
export function listMyTickets({ tickets, policy }: { readonly tickets: Tickets; readonly policy: Policy }) {
  return async (
    turn: SignedInTurn,
    said: { readonly page: number; readonly below: boolean } = { page: 0, below: true },
  ): Promise<Plan> => {
    const read = (page: number) =>
      tickets.listRequestedBy(turn.person.id, { offset: page * ticketsPerPage, size: ticketsPerPage });
    const asked = await read(said.page);
    // The list may have become shorter since its buttons were shown.
    const page = asked.tickets.length > 0 ? said.page : 0;
    const shown = page === said.page ? asked : await read(page);
    return planOf({ effects: [reply(turn, present(shown, page, policy.catalogue), listCard(said.below))] });
  };
}

/** Lists and details share one standing card, so that paging does not fill the chat. */
export function listCard(below: boolean): Placement {
  return { kind: below ? 'card-below' : 'card', card: 'list' };
}

function present({ tickets, total }: TicketPage, page: number, catalogue: Catalogue): View {
  const pages = Math.max(1, Math.ceil(total / ticketsPerPage));
  const turnTo = (to: number, caption: 'previous' | 'next') =>
    press({ kind: 'my-tickets', page: to, below: false }, { caption });
  const ways = [
    ...(page > 0 ? [turnTo(page - 1, 'previous')] : []),
    ...(page + 1 < pages ? [turnTo(page + 1, 'next')] : []),
  ];
  const open = tickets.flatMap(({ ticket }) =>
    ticket.number === null
      ? []
      : [press({ kind: 'open-ticket', ticketId: ticket.id, below: false }, { label: asItIs(ticket.number) })],
  );
  const lines = tickets.map((stored) => ticketLine(stored, catalogue, { withSummary: true }));
  return {
    screen: { kind: 'my-tickets', tickets: lines, page, pages, total },
    keyboard: buttons(...rowsOf(open), ways, tickets.some(({ ticket }) => isOpen(ticket.status)) ? [] : [newTicket()]),
  };
}

function rowsOf(all: readonly Button[]): readonly (readonly Button[])[] {
  return Array.from({ length: Math.ceil(all.length / buttonsPerRow) }, (_, row) =>
    all.slice(row * buttonsPerRow, (row + 1) * buttonsPerRow),
  );
}

function newTicket(): Button {
  return press({ kind: 'new-ticket' });
}
