import type { SessionAnswer } from '@desk/contract';
import {
  type AuditEntry,
  endSession,
  type LiveSession,
  type Session,
  type SessionLimits,
  startSession,
} from '@desk/domain';
import type { SessionTokens } from '../ports/credentials.ts';
import type { DirectoryEntry } from '../ports/directory.ts';
import type {
  OpenOutcome,
  SessionPerson,
  SessionStore,
  SpentConfirmation,
  StoredSession,
} from '../ports/session-store.ts';
import type { Clock, Ids } from '../ports/system.ts';
import type { TrackerPeople } from '../ports/tracker.ts';
import type { FindTrackerAccount } from './find-tracker-account.ts';
import { presentSession } from './present-person.ts';

export interface LetInPorts {
  readonly sessions: SessionStore;
  readonly tokens: SessionTokens;
  readonly people: TrackerPeople;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly limits: SessionLimits;
  readonly findAccount: FindTrackerAccount;
}

export interface Arrival {
  readonly entry: DirectoryEntry;
  readonly telegramUserId: number;
  readonly sealedPhone: string;
  /** What confirms it; null where nothing needs to. */
  readonly confirmation: SpentConfirmation | null;
}

export type LetIn = (
  arrival: Arrival,
) => Promise<
  { readonly kind: 'opened'; readonly answer: SessionAnswer } | Exclude<OpenOutcome, { readonly kind: 'opened' }>
>;

/** A bot that lost its memory signs people in again; what it forgot must not pile up. */
const openSessionsPerPersonMax = 3;

/** Opens a session for whoever was found to be themselves. */
export function letIn(ports: LetInPorts): LetIn {
  return async (arrival) => {
    const stored = await prepareSession(ports, arrival);
    const opened = await ports.sessions.open(stored, openingAudit(stored), arrival.confirmation);
    if (opened.kind !== 'opened') return opened;
    await endOldest(ports, stored.session);
    const { id: sessionId, personId: employeeId } = stored.session;
    const issued = await ports.tokens.issue({ sessionId, employeeId }, ports.clock.now());
    return { kind: 'opened', answer: presentSession(stored, issued, ports.people) };
  };
}

async function prepareSession(
  { ids, clock, limits, findAccount }: LetInPorts,
  { entry, telegramUserId, sealedPhone }: Arrival,
): Promise<StoredSession & { readonly session: LiveSession }> {
  const session = startSession({ id: ids.uuid(), personId: entry.employeeId, now: clock.now() }, limits);
  return { session, telegramUserId, person: await describePerson(entry, findAccount), sealedPhone };
}

/** A tracker that is away is no reason to keep anyone out: the account is then looked up at the next renewal. */
export async function describePerson(entry: DirectoryEntry, findAccount: FindTrackerAccount): Promise<SessionPerson> {
  const { employeeId, displayName, position, department, role, teams } = entry;
  const found = await findAccount(entry);
  const trackerAccount = found.kind === 'found' ? found.account : null;
  return { employeeId, displayName, position, department, role, teams, trackerAccount };
}

async function endOldest({ sessions, clock, limits }: LetInPorts, newest: LiveSession): Promise<void> {
  const at = clock.now();
  const open = await sessions.listOpen(newest.personId);
  for (const session of open.slice(openSessionsPerPersonMax)) {
    const outcome = endSession(session, 'signed-out', at, limits);
    if (outcome.kind === 'moved') {
      await sessions.end(outcome.session, { ...aboutSession(session, at), act: 'session-ended', reason: 'replaced' });
    }
  }
}

function openingAudit({ session, telegramUserId }: StoredSession) {
  const signedIn = { ...aboutSession(session, session.startedAt), act: 'signed-in' } as const;
  const on = { kind: 'person', id: session.personId } as const;
  return {
    signedIn,
    bound: { ...signedIn, act: 'binding-created', on, reason: `telegram-${telegramUserId}` } as const,
  };
}

function aboutSession({ id, personId }: Session, at: number): Omit<AuditEntry, 'act'> {
  const actor = { kind: 'person', id: personId } as const;
  return { actor, on: { kind: 'session', id }, outcome: 'done', reason: null, at };
}
