import type { AccessRefused } from '../../ports/gateway-desk.ts';
import type { Plan } from '../../ports/plan.ts';
import type { SignInWait } from '../../ports/sign-in-waits.ts';
import type { Policy } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import { notice } from '../show-screen.ts';
import type { Turn } from '../turn.ts';
import { settleWait } from './settle-wait.ts';

/** The gateway lets them in no more: the same polite answer as at the door. */
export function refuseWaiting(
  turn: Turn,
  wait: SignInWait,
  { referenceCode: code }: AccessRefused,
  policy: Policy,
): Plan {
  const { known, now } = turn;
  return planOf({
    changes: [settleWait(wait, now)],
    effects: [notice(turn, { kind: 'access-refused', contact: policy.supportContact, code })],
    audit: [
      {
        act: 'sign-in-refused',
        actor: known === null ? { kind: 'service' } : { kind: 'person', id: known.person.id },
        on: code === null ? null : { kind: 'sign-in', id: code },
        outcome: 'refused',
        reason: code === null ? 'too-many-attempts' : 'access-refused',
        at: now,
      },
    ],
  });
}
