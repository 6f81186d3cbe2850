import { works } from '@desk/domain';
import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { buttons, press, reply } from '../show-screen.ts';
import { readingOf } from '../supervision/supervised-teams.ts';
import { listCard } from '../tickets/list-my-tickets.ts';
import { openButtons, pageWays, readPage } from '../tickets/page-list.ts';
import { ticketLine } from '../tickets/present-ticket.ts';
import type { SignedInTurn } from '../turn.ts';

/** What nobody has in the teams one works in, oldest first: whoever has a hand free takes one. */
export function listUnassigned({ tickets, policy }: { readonly tickets: Tickets; readonly policy: Policy }) {
  return async (turn: SignedInTurn, said: { readonly page: number }): Promise<Plan> => {
    const { profile } = turn.person;
    const teams = profile.teams.filter((team) => works(profile, team));
    const shown = await readPage(said.page, (asked) => tickets.listOfTeams(teams, 'unassigned', asked));
    const lines = shown.tickets.map((stored) => ({
      ...ticketLine(stored, policy.catalogue, { withSummary: true }),
      ...{ assigneeName: null, assignedElsewhere: false },
    }));
    const { page, pages, total } = shown;
    const ways = pageWays(shown, (to) => ({ kind: 'unassigned-list', page: to }));
    const back = press({ kind: 'assigned-list', page: 0 }, { caption: 'back' });
    const view = {
      screen: { kind: 'team-list', which: 'unassigned', tickets: lines, page, pages, total },
      keyboard: buttons(...openButtons(shown.tickets), ways, [back]),
    } as const;
    return planOf({ effects: [reply(turn, view, listCard(false))], audit: readingOf(turn, teams, 'unassigned') });
  };
}
