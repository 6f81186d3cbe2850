import type { AccessRefused } from '../../ports/gateway-desk.ts';
import type { Plan } from '../../ports/plan.ts';
import type { SignInWait } from '../../ports/sign-in-waits.ts';
import type { Policy } from '../../ports/system.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { refuseAccess } from '../session/refuse-access.ts';
import type { Turn } from '../turn.ts';
import { settleWait } from './settle-wait.ts';

/** The gateway lets them in no more: the same polite answer as at the door. */
export function refuseWaiting(turn: Turn, wait: SignInWait, refused: AccessRefused, policy: Policy): Plan {
  return joinPlans(planOf({ changes: [settleWait(wait, turn.now)] }), refuseAccess(turn, refused, policy));
}
