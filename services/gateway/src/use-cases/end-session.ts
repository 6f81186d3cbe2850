import { endSession as end, type SessionLimits } from '@desk/domain';
import type { SessionStore } from '../ports/session-store.ts';
import type { Clock } from '../ports/system.ts';

export interface EndSessionPorts {
  readonly sessions: SessionStore;
  readonly clock: Clock;
  readonly limits: SessionLimits;
}

/** Signs a person out. A session that is over, or never was, is what the caller wanted: repeating is harmless. */
export function endSession({ sessions, clock, limits }: EndSessionPorts) {
  return async (sessionId: string): Promise<{ readonly kind: 'ended' }> => {
    const stored = await sessions.find(sessionId);
    if (!stored) return { kind: 'ended' };
    const at = clock.now();
    const outcome = end(stored.session, 'signed-out', at, limits);
    if (outcome.kind === 'moved') {
      const { id, personId, endReason: reason } = outcome.session;
      const actor = { kind: 'person', id: personId } as const;
      const act = reason === 'signed-out' ? 'signed-out' : 'session-ended';
      await sessions.end(outcome.session, { act, actor, on: { kind: 'session', id }, outcome: 'done', reason, at });
    }
    return { kind: 'ended' };
  };
}
