import { dueEnd, judgeSession } from './judge-session.ts';
import type { EndOutcome, LiveSession, Session, SessionEndReason, SessionLimits } from './session.ts';

/**
 * Ends a session. 'idle' and 'absolute' are refused before the limit is reached, and date the end at the limit
 * itself however late the job runs; whatever the reason given, a limit already reached is the one recorded.
 */
export function endSession(session: Session, reason: SessionEndReason, now: number, limits: SessionLimits): EndOutcome {
  if (session.state === 'ended') return { kind: 'refused', reason: 'already-ended' };
  const verdict = judgeSession(session, now, limits);
  if (verdict.kind === 'ended') return ended(session, verdict.reason, dueEnd(session, limits));
  switch (reason) {
    case 'idle':
    case 'absolute':
      return { kind: 'refused', reason: 'not-due' };
    case 'signed-out':
    case 'revoked':
      return ended(session, reason, now);
  }
}

function ended(session: LiveSession, endReason: SessionEndReason, endsAt: number): EndOutcome {
  return { kind: 'moved', session: { ...session, state: 'ended', endReason, endsAt } };
}
