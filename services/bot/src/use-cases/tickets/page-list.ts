import type { Action } from '../../ports/action.ts';
import type { Button } from '../../ports/screen.ts';
import type { Page, StoredTicket, TicketPage } from '../../ports/tickets.ts';
import { asItIs, press } from '../show-screen.ts';

const ticketsPerPage = 6;
const buttonsPerRow = 3;

export interface ShownPage extends TicketPage {
  /** From 0. */
  readonly page: number;
  readonly pages: number;
}

/** The page asked for, or the first where the list has become shorter since its buttons were shown. */
export async function readPage(asked: number, read: (page: Page) => Promise<TicketPage>): Promise<ShownPage> {
  const at = (page: number) => read({ offset: page * ticketsPerPage, size: ticketsPerPage });
  const found = await at(asked);
  const page = found.tickets.length > 0 ? asked : 0;
  const { tickets, total } = page === asked ? found : await at(page);
  return { tickets, total, page, pages: Math.max(1, Math.ceil(total / ticketsPerPage)) };
}

/** To the neighbouring pages, where there are any. */
export function pageWays(
  { page, pages }: Pick<ShownPage, 'page' | 'pages'>,
  turnTo: (page: number) => Action,
): readonly Button[] {
  return [
    ...(page > 0 ? [press(turnTo(page - 1), { caption: 'previous' })] : []),
    ...(page + 1 < pages ? [press(turnTo(page + 1), { caption: 'next' })] : []),
  ];
}

/** A button for each ticket that has its number, several to a row. */
export function openButtons(tickets: readonly StoredTicket[]): readonly (readonly Button[])[] {
  const all = tickets.flatMap(openButton);
  return Array.from({ length: Math.ceil(all.length / buttonsPerRow) }, (_, row) =>
    all.slice(row * buttonsPerRow, (row + 1) * buttonsPerRow),
  );
}

export function openButton({ ticket }: StoredTicket): readonly Button[] {
  if (ticket.number === null) return [];
  return [press({ kind: 'open-ticket', ticketId: ticket.id, below: false }, { label: asItIs(ticket.number) })];
}
