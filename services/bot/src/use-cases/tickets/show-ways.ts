import { works } from '@desk/domain';
import type { Plan } from '../../ports/plan.ts';
import type { Button } from '../../ports/screen.ts';
import type { Policy } from '../../ports/system.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { buttons, notice, press, reply } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { listCard } from './list-my-tickets.ts';
import { listWays } from './list-ways.ts';
import { ticketLine } from './present-ticket.ts';

const waysPerRow = 2;

/** *More*: everything that can be done about a ticket, two to a row. */
export function showWays({ tickets, policy }: { readonly tickets: Tickets; readonly policy: Policy }) {
  return async (turn: SignedInTurn, { ticketId }: ActionOf<'more-ways'>): Promise<Plan> => {
    const stored = await tickets.findById(ticketId);
    if (stored === null) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    const { requesterId, assigneeId, team } = stored.ticket;
    const { person } = turn;
    const isConcerned = requesterId === person.id || assigneeId === person.id || works(person.profile, team);
    if (!isConcerned) return planOf({ effects: [notice(turn, { kind: 'not-for-you' })] });
    const { main, more } = listWays(person, stored);
    const back = press({ kind: 'open-ticket', ticketId, below: false }, { caption: 'back' });
    const ticket = ticketLine(stored, policy.catalogue, { withSummary: true });
    const keyboard = buttons(...inRows([...main, ...more]), [back]);
    return planOf({
      effects: [reply(turn, { screen: { kind: 'ticket-ways', ticket }, keyboard, about: ticketId }, listCard(false))],
    });
  };
}

function inRows(all: readonly Button[]): readonly (readonly Button[])[] {
  return Array.from({ length: Math.ceil(all.length / waysPerRow) }, (_, row) =>
    all.slice(row * waysPerRow, (row + 1) * waysPerRow),
  );
}
