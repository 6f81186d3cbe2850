import type { TicketPurpose } from '../../ports/compositions.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Button } from '../../ports/screen.ts';
import type { Tickets } from '../../ports/tickets.ts';
import { planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { buttons, notice, press, reply } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { openComposition, startComposition } from './composition.ts';
import { writingCard } from './writing-card.ts';

/** *Write* and its like: the next message is for this ticket, which the prompt names. */
export function openPrompt({ tickets }: { readonly tickets: Tickets }) {
  return async (turn: SignedInTurn, { ticketId, what }: ActionOf<'write'>): Promise<Plan> => {
    const stored = await tickets.findById(ticketId);
    const number = stored?.ticket.number ?? null;
    if (number === null) return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    return planPrompt(turn, { id: ticketId, number }, { kind: what });
  };
}

/** Whoever was writing to another ticket reads that they write to this one now. */
export function planPrompt(
  turn: SignedInTurn,
  ticket: { readonly id: string; readonly number: string },
  purpose: TicketPurpose,
): Plan {
  const before = openComposition(turn);
  const isSwitched = before !== null && before.ticketId !== ticket.id;
  const screen = { kind: 'writing-asked', number: ticket.number, purpose, isSwitched } as const;
  const view = { screen, keyboard: buttons(waysOut(ticket.id, purpose)), about: ticket.id };
  return planOf({
    changes: [startComposition(turn, ticket, purpose)],
    effects: [reply(turn, view, writingCard('below'))],
  });
}

function waysOut(ticketId: string, purpose: TicketPurpose): readonly Button[] {
  const cancel = press({ kind: 'end-writing', ticketId, how: 'cancel' });
  switch (purpose.kind) {
    case 'comment':
      return [press({ kind: 'end-writing', ticketId, how: 'done' })];
    case 'withdraw':
    case 'reopen':
    case 'transfer':
      return [press({ kind: 'go-wordless', ticketId, what: purpose.kind }), cancel];
    case 'note':
    case 'ask':
    case 'resolve':
    case 'priority':
    case 'participant':
    case 'find-reply':
      return [cancel];
  }
}
