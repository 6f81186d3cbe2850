import type { Change, Plan } from '../../ports/plan.ts';
import type { SignInWait } from '../../ports/sign-in-waits.ts';
import { planOf } from '../compose-plan.ts';
import { sharePhone } from '../session/ask-to-sign-in.ts';
import { reply } from '../show-screen.ts';
import type { Turn } from '../turn.ts';

export function settleWait(wait: SignInWait, now: number): Change {
  return { kind: 'save-sign-in-wait', wait: { ...wait, settledAt: wait.settledAt ?? now } };
}

/** Nothing can be done with it any more: the phone is asked for again. */
export function startAnew(turn: Turn, wait: SignInWait): Plan {
  const view = { screen: { kind: 'confirmation-over' }, keyboard: sharePhone(turn) } as const;
  return planOf({ changes: [settleWait(wait, turn.now)], effects: [reply(turn, view)] });
}
