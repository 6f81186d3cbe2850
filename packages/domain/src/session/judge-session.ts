import type { Session, SessionEndReason, SessionLimits, SessionVerdict } from './session.ts';

type SessionTimes = Pick<Session, 'startedAt' | 'lastActivityAt'>;

/**
 * When a session ends unless there is activity: the idle limit after the last activity, and never later than the
 * absolute limit after the start (architecture, "Session").
 */
export function dueEnd(session: SessionTimes, limits: SessionLimits): number {
  return Math.min(session.lastActivityAt + limits.idleLimitMs, session.startedAt + limits.absoluteLimitMs);
}

/** Whether a session still counts. At the very instant of a limit it no longer does. */
export function judgeSession(session: Session, now: number, limits: SessionLimits): SessionVerdict {
  if (session.state === 'ended') return { kind: 'ended', reason: session.endReason };
  const endsAt = dueEnd(session, limits);
  if (now < endsAt) return { kind: 'live', endsAt };
  return { kind: 'ended', reason: limitReached(session, limits) };
}

/** Of the two limits the one that comes first; the absolute one when both come together. */
function limitReached(session: SessionTimes, limits: SessionLimits): SessionEndReason {
  const absoluteAt = session.startedAt + limits.absoluteLimitMs;
  return session.lastActivityAt + limits.idleLimitMs < absoluteAt ? 'idle' : 'absolute';
}
