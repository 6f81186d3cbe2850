import { judgeSession, type SessionLimits } from '@desk/domain';
import type { SessionTokens } from '../ports/credentials.ts';
import type { SessionStore, StoredSession } from '../ports/session-store.ts';
import type { Clock } from '../ports/system.ts';
import type { TrackerPeople } from '../ports/tracker.ts';
import type { PersonCaller } from './caller.ts';
import { profileOf } from './present-person.ts';
import { type Refusal, refuse } from './refusal.ts';

export interface AuthenticateSessionPorts {
  readonly tokens: SessionTokens;
  readonly sessions: SessionStore;
  readonly people: TrackerPeople;
  readonly clock: Clock;
  readonly limits: SessionLimits;
}

/**
 * Who a session token speaks for. The token alone proves nothing: the session's row must be live. A renewal is
 * also open to a token past its ten minutes, as long as the session itself is not.
 */
export function authenticateSession({ tokens, sessions, people, clock, limits }: AuthenticateSessionPorts) {
  return async (
    token: string | undefined,
    { expiredToo }: { readonly expiredToo: boolean },
  ): Promise<PersonCaller | Refusal<'session-ended'>> => {
    if (!token) return refuse('session-ended');
    const verdict = await tokens.read(token, clock.now());
    if (verdict.kind === 'refused' || (verdict.kind === 'expired' && !expiredToo)) return refuse('session-ended');

    const stored = await sessions.find(verdict.claims.sessionId);
    if (!stored || stored.session.personId !== verdict.claims.employeeId) return refuse('session-ended');
    if (judgeSession(stored.session, clock.now(), limits).kind === 'ended') return refuse('session-ended');
    return callerOf(stored, people);
  };
}

function callerOf({ session, person }: StoredSession, people: TrackerPeople): PersonCaller {
  return {
    kind: 'person',
    sessionId: session.id,
    profile: profileOf(person, people),
    trackerAccount: person.trackerAccount,
  };
}
