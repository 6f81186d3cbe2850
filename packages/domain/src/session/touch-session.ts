import { dueEnd, judgeSession } from './judge-session.ts';
import type { LiveSession, Session, SessionLimits, TouchOutcome } from './session.ts';

/** Activity of the person. A session past its limits is refused with the limit it met, and is not revived. */
export function touchSession(session: Session, now: number, limits: SessionLimits): TouchOutcome {
  if (session.state === 'ended') return { kind: 'refused', reason: session.endReason };
  const verdict = judgeSession(session, now, limits);
  switch (verdict.kind) {
    case 'ended':
      return { kind: 'refused', reason: verdict.reason };
    case 'live':
      return { kind: 'moved', session: touched(session, now, limits) };
  }
}

function touched(session: LiveSession, now: number, limits: SessionLimits): LiveSession {
  // Updates may be handled out of order: activity never moves back in time.
  const active = { ...session, lastActivityAt: Math.max(session.lastActivityAt, now) };
  return { ...active, endsAt: dueEnd(active, limits) };
}
