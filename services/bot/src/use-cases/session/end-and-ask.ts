import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import { joinPlans } from '../compose-plan.ts';
import type { SignedInTurn } from '../turn.ts';
import type { AskToSignIn } from './ask-to-sign-in.ts';
import { planSessionEnd } from './plan-session-end.ts';

interface Needs {
  readonly policy: Policy;
  readonly ask: AskToSignIn;
}

/** The gateway has ended the session somebody was acting in: it ends here too, and one tap takes them back to what they pressed. */
export async function endAndAsk({ policy, ask }: Needs, turn: SignedInTurn): Promise<Plan> {
  return joinPlans(
    planSessionEnd(turn.session, 'revoked', { now: turn.now, limits: policy.sessionLimits }),
    await ask(turn, 'revoked', 'tap'),
  );
}
