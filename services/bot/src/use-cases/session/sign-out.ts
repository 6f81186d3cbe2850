import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { reply } from '../show-screen.ts';
import type { SignedInTurn } from '../turn.ts';
import { planSessionEnd } from './plan-session-end.ts';

/** Ends the session here and at the gateway. A draft stays and goes on after the next sign-in. */
export function signOut({ policy }: { readonly policy: Policy }) {
  return async (turn: SignedInTurn): Promise<Plan> =>
    joinPlans(
      planSessionEnd(turn.session, 'signed-out', { now: turn.now, limits: policy.sessionLimits }),
      planOf({
        effects: [reply(turn, { screen: { kind: 'signed-out' }, keyboard: { kind: 'share-phone', again: true } })],
      }),
    );
}
