import type { People } from '../../ports/people.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Button } from '../../ports/screen.ts';
import type { Policy } from '../../ports/system.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { buttons, press, reply } from '../show-screen.ts';
import { listCard } from '../tickets/list-my-tickets.ts';
import { openButton, pageWays, readPage } from '../tickets/page-list.ts';
import { ticketLine } from '../tickets/present-ticket.ts';
import type { SignedInTurn } from '../turn.ts';
import { readingOf, supervisedTeams } from './supervised-teams.ts';

interface Needs {
  readonly tickets: Tickets;
  readonly people: People;
  readonly policy: Policy;
}

interface Asked {
  readonly which: 'unassigned' | 'oldest';
  readonly page: number;
  readonly below: boolean;
}

/** Open tickets of the supervisor's teams, oldest first: all of them, or those nobody has. */
export function listTeamTickets({ tickets, people, policy }: Needs) {
  return async (turn: SignedInTurn, { which, page: asked, below }: Asked): Promise<Plan> => {
    const teams = supervisedTeams(turn);
    const among = which === 'unassigned' ? 'unassigned' : 'open';
    const shown = await readPage(asked, (page) => tickets.listOfTeams(teams, among, page));
    const names = await namesOf(people, shown.tickets);
    const lines = shown.tickets.map((stored) => ({
      ...ticketLine(stored, policy.catalogue, { withSummary: true }),
      assigneeName: names.get(stored.ticket.assigneeId ?? '') ?? null,
      assignedElsewhere: stored.ticket.assignedElsewhere,
    }));
    const { page, pages, total } = shown;
    const view = {
      screen: { kind: 'team-list', which, tickets: lines, page, pages, total },
      keyboard: buttons(
        ...shown.tickets.map(waysWith),
        pageWays(shown, (to) => ({ kind: 'team-list', which, page: to })),
      ),
    } as const;
    return planOf({ effects: [reply(turn, view, listCard(below))], audit: readingOf(turn, teams, which) });
  };
}

async function namesOf(people: People, tickets: readonly StoredTicket[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Set(tickets.flatMap(({ ticket }) => ticket.assigneeId ?? []));
  const found = await Promise.all([...ids].map((id) => people.findById(id)));
  return new Map(
    found.flatMap((known) => (known ? [[known.person.id, known.person.profile.displayName] as const] : [])),
  );
}

function waysWith(stored: StoredTicket): readonly Button[] {
  const open = openButton(stored);
  if (open.length === 0) return [];
  return [...open, press({ kind: 'reassign', ticketId: stored.ticket.id, below: false })];
}
