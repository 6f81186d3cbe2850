import { dueEnd } from './judge-session.ts';
import type { LiveSession, SessionLimits } from './session.ts';

/** A session that begins now; signing in is its first activity. */
export function startSession(
  person: { readonly id: string; readonly personId: string; readonly now: number },
  limits: SessionLimits,
): LiveSession {
  const { id, personId, now } = person;
  const times = { startedAt: now, lastActivityAt: now };
  return { id, personId, ...times, endsAt: dueEnd(times, limits), state: 'live', endReason: null };
}
