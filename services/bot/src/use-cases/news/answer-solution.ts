import type { Plan } from '../../ports/plan.ts';
import type { StoredTicket, Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import { ticketCard } from '../filing/ticket-card.ts';
import type { ActionOf } from '../routes.ts';
import { buttons, notice, press, reply } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { planPrompt } from '../writing/open-prompt.ts';

interface Needs {
  readonly tickets: Tickets;
}

/** *Yes, it works*: the requester closes the ticket, in their own name. */
export function confirmSolution({ tickets }: Needs) {
  return async (turn: SignedInTurn, { ticketId }: ActionOf<'confirm-solution'>): Promise<Plan> => {
    const number = numberIfTheirs(turn, await tickets.findById(ticketId));
    if (number === null) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    const screen = { kind: 'solution-confirmed', number } as const;
    const view = { screen, keyboard: buttons([press({ kind: 'new-ticket' })]), about: ticketId };
    return planOf({
      effects: [
        reply(turn, view, ticketCard({ id: ticketId }, 'in-place')),
        {
          kind: 'change-in-tracker',
          ticketId,
          change: { kind: 'move', to: 'closed' },
          byPersonId: turn.person.id,
          remarkId: null,
          askedAt: null,
        },
      ],
    });
  };
}

/** *No, not yet*: a few words of what is still wrong open it again. */
export function rejectSolution({ tickets }: Needs) {
  return async (turn: SignedInTurn, { ticketId }: ActionOf<'reject-solution'>): Promise<Plan> => {
    const number = numberIfTheirs(turn, await tickets.findById(ticketId));
    if (number === null) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    return planPrompt(turn, { id: ticketId, number }, { kind: 'reopen' });
  };
}

function numberIfTheirs({ person }: SignedInTurn, stored: StoredTicket | null): string | null {
  if (stored === null || stored.ticket.requesterId !== person.id || stored.ticket.status !== 'resolved') return null;
  return stored.ticket.number;
}

/** Below a solution: its requester is the judge of it. */
export function solutionButtons(ticketId: string) {
  return buttons(
    [press({ kind: 'confirm-solution', ticketId }), press({ kind: 'reject-solution', ticketId })],
    [press({ kind: 'open-ticket', ticketId, below: true })],
  );
}
