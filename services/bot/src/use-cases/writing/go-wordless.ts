import type { Plan } from '../../ports/plan.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import type { ActionOf } from '../routes.ts';
import { notice } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { changeOf, type PassOn, planChange } from './answer-prompt.ts';

/** What a prompt asks words for happens without them. */
export function goWordless({ passOn }: { readonly passOn: PassOn }) {
  return async (turn: SignedInTurn, { ticketId, what }: ActionOf<'go-wordless'>): Promise<Plan> => {
    const composition = turn.known?.composition ?? null;
    if (composition?.ticketId !== ticketId || composition.purpose.kind !== what) {
      return planOf({ effects: [notice(turn, { kind: 'stale-button' })] });
    }
    const change = changeOf(composition.purpose);
    return joinPlans(
      planOf({ changes: [{ kind: 'drop-composition', personId: turn.person.id }] }),
      change === null
        ? await passOn(turn, composition, null)
        : planChange(turn, composition, change, { words: null, where: 'in-place' }),
    );
  };
}
