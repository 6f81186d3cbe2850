import type { SessionAnswer } from '@desk/contract';
import { type EndedSession, endSession, type LiveSession, type SessionLimits, touchSession } from '@desk/domain';
import type { SessionTokens } from '../ports/credentials.ts';
import type { Directory } from '../ports/directory.ts';
import type { SessionStore, StoredSession } from '../ports/session-store.ts';
import type { Clock } from '../ports/system.ts';
import type { TrackerPeople } from '../ports/tracker.ts';
import type { FindTrackerAccount } from './find-tracker-account.ts';
import { describePerson } from './let-in.ts';
import { presentSession } from './present-person.ts';
import { type Refusal, refuse } from './refusal.ts';

export interface RenewSessionPorts {
  readonly directory: Directory;
  readonly sessions: SessionStore;
  readonly tokens: SessionTokens;
  readonly people: TrackerPeople;
  readonly clock: Clock;
  readonly limits: SessionLimits;
  readonly findAccount: FindTrackerAccount;
}

export type RenewSessionOutcome =
  | { readonly kind: 'renewed'; readonly answer: SessionAnswer }
  | Refusal<'session-ended' | 'directory-down'>;

/** Prolongs a session after asking the directory again: whoever has left loses access here, at the latest. */
export function renewSession(ports: RenewSessionPorts) {
  return async (sessionId: string): Promise<RenewSessionOutcome> => {
    const { directory, sessions, clock, limits } = ports;
    const stored = await sessions.find(sessionId);
    if (!stored) return refuse('session-ended');
    const touched = touchSession(stored.session, clock.now(), limits);
    if (touched.kind === 'refused') return refuse('session-ended');

    const found = await directory.findById(stored.person.employeeId);
    if (found.kind === 'down') return refuse('directory-down', { retryAfterSeconds: 30 });
    if (found.kind === 'none' || !found.entry.active) return revoke(ports, stored);
    const confirmed = await directory.confirmActive(found.entry.employeeId);
    if (confirmed.kind === 'disabled') return revoke(ports, stored);

    const person = await describePerson(found.entry, ports.findAccount);
    if ((await sessions.renew(touched.session, person)) === 'ended') return refuse('session-ended');
    return issueToken(ports, { ...stored, session: touched.session, person });
  };
}

async function issueToken(
  { tokens, clock, people }: RenewSessionPorts,
  stored: StoredSession & { readonly session: LiveSession },
): Promise<RenewSessionOutcome> {
  const { id: sessionId, personId: employeeId } = stored.session;
  const issued = await tokens.issue({ sessionId, employeeId }, clock.now());
  return { kind: 'renewed', answer: presentSession(stored, issued, people) };
}

async function revoke(ports: RenewSessionPorts, { session }: StoredSession): Promise<Refusal<'session-ended'>> {
  const now = ports.clock.now();
  const ended = endSession(session, 'revoked', now, ports.limits);
  if (ended.kind === 'moved') await ports.sessions.end(ended.session, revoked(ended.session, now));
  return refuse('session-ended');
}

function revoked({ id, personId }: EndedSession, at: number) {
  return {
    act: 'sessions-revoked',
    actor: { kind: 'person', id: personId },
    on: { kind: 'session', id },
    outcome: 'done',
    reason: 'not-employed',
    at,
  } as const;
}
