import { judgeSession } from '@desk/domain';
import type { Acquaintance } from '../../ports/people.ts';
import type { DeskEffect, Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import type { NoAccessReason } from '../session/judge-access.ts';
import { planSessionEnd } from '../session/plan-session-end.ts';
import { tell } from '../show-screen.ts';

/** How soon after sign-in it goes on. */
const lookEveryMs = 15_000;
const waitMs = 12 * 3_600_000;

type Waiting = Extract<DeskEffect, { readonly askedAt: number | null }>;

/**
 * Something the tracker does in a person's own name, and their session has ended: they are asked once, and the effect
 * joins its lane again from time to time, holding up nothing there, until they are back. Null when they stayed away
 * for twelve hours.
 */
export function awaitSignIn(
  effect: Waiting,
  { person, session }: Acquaintance,
  { now, policy }: { readonly now: number; readonly policy: Policy },
): Plan | null {
  if (effect.askedAt !== null && now - effect.askedAt >= waitMs) return null;
  const askedAt = effect.askedAt ?? now;
  const again = planOf({
    effects: [{ kind: 'delayed', dueAt: now + lookEveryMs, effect: { ...effect, askedAt } }],
  });
  if (effect.askedAt !== null) return again;

  const reason = whyOut(session, now, policy);
  const screen = { kind: 'sign-in-again', reason, kept: 'tap' } as const;
  return joinPlans(
    // The gateway may have ended it before its time.
    session === null ? planOf() : planSessionEnd(session, 'revoked', { now, limits: policy.sessionLimits }),
    planOf({ effects: tell(person, { screen, keyboard: { kind: 'share-phone', again: true } }) }),
    again,
  );
}

function whyOut(session: Acquaintance['session'], now: number, { sessionLimits }: Policy): NoAccessReason {
  if (session === null) return 'signed-out';
  if (session.state === 'ended') return session.endReason;
  const verdict = judgeSession(session, now, sessionLimits);
  return verdict.kind === 'ended' ? verdict.reason : 'revoked';
}
