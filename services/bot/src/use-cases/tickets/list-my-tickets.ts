import { type Catalogue, isOpen } from '@desk/domain';
import type { Placement, Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { buttons, press, reply, type View } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { openButtons, pageWays, readPage, type ShownPage } from './page-list.ts';
import { ticketLine } from './present-ticket.ts';

/** One's own tickets, open ones first, a page at a time. */
export function listMyTickets({ tickets, policy }: { readonly tickets: Tickets; readonly policy: Policy }) {
  return async (
    turn: SignedInTurn,
    said: { readonly page: number; readonly below: boolean } = { page: 0, below: true },
  ): Promise<Plan> => {
    const shown = await readPage(said.page, (page) => tickets.listRequestedBy(turn.person.id, page));
    return planOf({ effects: [reply(turn, present(shown, policy.catalogue), listCard(said.below))] });
  };
}

/** Lists and details share one standing card, so that paging does not fill the chat. */
export function listCard(below: boolean): Placement {
  return { kind: below ? 'card-below' : 'card', card: 'list' };
}

/** A choice was made on it: it offers nothing more. */
export function retireList({ speaker: { chatId } }: SignedInTurn): Plan {
  return planOf({ effects: [{ kind: 'retire-card', chatId, card: 'list' }] });
}

function present(shown: ShownPage, catalogue: Catalogue): View {
  const { tickets, total, page, pages } = shown;
  const lines = tickets.map((stored) => ticketLine(stored, catalogue, { withSummary: true }));
  return {
    screen: { kind: 'my-tickets', tickets: lines, page, pages, total },
    keyboard: buttons(
      ...openButtons(tickets),
      pageWays(shown, (to) => ({ kind: 'my-tickets', page: to, below: false })),
      tickets.some(({ ticket }) => isOpen(ticket.status)) ? [] : [press({ kind: 'new-ticket' })],
    ),
  };
}
