import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { buttons, press, reply } from '../show-screen.ts';
import { listCard } from '../tickets/list-my-tickets.ts';
import { openButtons, pageWays, readPage } from '../tickets/page-list.ts';
import { ticketLine } from '../tickets/present-ticket.ts';
import type { SignedInTurn } from '../turn.ts';

/** What one has to do: open tickets by priority, then age. */
export function listAssigned({ tickets, policy }: { readonly tickets: Tickets; readonly policy: Policy }) {
  return async (turn: SignedInTurn, said: { readonly page: number; readonly below: boolean }): Promise<Plan> => {
    const shown = await readPage(said.page, (asked) => tickets.listAssignedTo(turn.person.id, asked));
    const lines = shown.tickets.map((stored) => ticketLine(stored, policy.catalogue, { withSummary: true }));
    const { page, pages, total } = shown;
    const ways = pageWays(shown, (to) => ({ kind: 'assigned-list', page: to }));
    const view = {
      screen: { kind: 'assigned-list', tickets: lines, page, pages, total },
      keyboard: buttons(...openButtons(shown.tickets), ways, [press({ kind: 'unassigned-list', page: 0 })]),
    } as const;
    return planOf({ effects: [reply(turn, view, listCard(said.below))] });
  };
}
