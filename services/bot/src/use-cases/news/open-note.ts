import type { Plan } from '../../ports/plan.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { notice } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';

/** A note that waited until its reader was signed in; whoever has the ticket by now is its reader. */
export function openNote({ tickets }: { readonly tickets: Tickets }) {
  return async (turn: SignedInTurn, { ticketId, message }: ActionOf<'open-note'>): Promise<Plan> => {
    const stored = await tickets.findById(ticketId);
    if (stored?.ticket.assigneeId !== turn.person.id) {
      return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    }
    return planOf({ effects: [{ kind: 'tell-note', ticketId, message, since: turn.now }] });
  };
}
