import type { Plan } from '../../ports/plan.ts';
import { planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { reply } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { closePrompt } from './leave-prompt.ts';
import { writingCard } from './writing-card.ts';

/** *Done* and *Cancel*: what is written next is not for this ticket any more. */
export function endWriting() {
  return async (turn: SignedInTurn, { ticketId }: ActionOf<'end-writing'>): Promise<Plan> => {
    const composition = turn.known?.composition ?? null;
    // A second tap, or one on a prompt that gave way to another.
    if (composition === null || composition.ticketId !== ticketId) return planOf();
    if (composition.spokenAt === null) return closePrompt(turn, composition);
    const { personId, number } = composition;
    const view = { screen: { kind: 'writing-ended', number, said: true }, keyboard: null, about: ticketId } as const;
    return planOf({
      changes: [{ kind: 'drop-composition', personId }],
      effects: [reply(turn, view, writingCard('in-place'))],
    });
  };
}
