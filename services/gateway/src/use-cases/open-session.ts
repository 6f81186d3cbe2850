import type { SessionAnswer } from '@desk/contract';
import {
  type AuditEntry,
  endSession,
  type LiveSession,
  type Session,
  type SessionLimits,
  startSession,
} from '@desk/domain';
import type { Phones, SessionTokens } from '../ports/credentials.ts';
import type { Directory, DirectoryEntry } from '../ports/directory.ts';
import type { SessionPerson, SessionStore, StoredSession } from '../ports/session-store.ts';
import type { SignInDesk, SignInRefusal } from '../ports/sign-in-desk.ts';
import type { Clock, Ids } from '../ports/system.ts';
import type { TrackerPeople } from '../ports/tracker.ts';
import type { CountSignIn } from './count-sign-in.ts';
import type { FindTrackerAccount } from './find-tracker-account.ts';
import { presentSession } from './present-person.ts';
import { type Refusal, refuse } from './refusal.ts';

export interface OpenSessionPorts {
  readonly directory: Directory;
  readonly sessions: SessionStore;
  readonly signIns: SignInDesk;
  readonly tokens: SessionTokens;
  readonly phones: Phones;
  readonly people: TrackerPeople;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly limits: SessionLimits;
  readonly countSignIn: CountSignIn;
  readonly findAccount: FindTrackerAccount;
}

export interface SignInAttempt {
  readonly telegramUserId: number;
  readonly phone: string;
}

export type OpenSessionOutcome =
  | { readonly kind: 'opened'; readonly answer: SessionAnswer }
  | Refusal<'access-refused' | 'too-many-attempts' | 'directory-down'>;

/** A bot that lost its memory signs people in again; what it forgot must not pile up. */
const openSessionsPerPersonMax = 3;
const referenceCodeDrawsMax = 5;

/** Lets an employee in, or refuses with one answer for every reason; the reason stays inside, under a short code. */
export function openSession(ports: OpenSessionPorts) {
  return async (attempt: SignInAttempt): Promise<OpenSessionOutcome> => {
    const found = await identify(ports, attempt);
    switch (found.kind) {
      case 'refused':
        return found;
      case 'nobody':
        return refuseSignIn(ports, attempt, found.reason, found.employeeId);
      case 'person': {
        const stored = await prepareSession(ports, attempt, found.entry, found.phone);
        const opened = await ports.sessions.open(stored, openingAudit(stored));
        if (opened.kind === 'bound-otherwise') {
          return refuseSignIn(ports, attempt, opened.conflict, found.entry.employeeId);
        }
        await endOldest(ports, stored.session);
        const { id: sessionId, personId: employeeId } = stored.session;
        const issued = await ports.tokens.issue({ sessionId, employeeId }, ports.clock.now());
        return { kind: 'opened', answer: presentSession(stored, issued, ports.people) };
      }
    }
  };
}

type Identified =
  | { readonly kind: 'person'; readonly entry: DirectoryEntry; readonly phone: string }
  | { readonly kind: 'nobody'; readonly reason: SignInRefusal; readonly employeeId: string | null }
  | Refusal<'too-many-attempts' | 'directory-down'>;

async function identify(ports: OpenSessionPorts, attempt: SignInAttempt): Promise<Identified> {
  const { directory, phones, countSignIn } = ports;
  const overall = await countSignIn('total', 'all');
  if (overall) return overall;
  const phone = phones.normalise(attempt.phone);
  if (phone === null) return { kind: 'nobody', reason: 'phone-invalid', employeeId: null };
  const byPhone = await countSignIn('phone', phones.fingerprint(phone));
  if (byPhone) return byPhone;

  const found = await directory.findByPhone(phone);
  switch (found.kind) {
    case 'down':
      return refuse('directory-down', { retryAfterSeconds: 30 });
    case 'none':
      return { kind: 'nobody', reason: 'phone-unknown', employeeId: null };
    case 'several':
      return { kind: 'nobody', reason: 'phone-ambiguous', employeeId: null };
    case 'one': {
      const { entry } = found;
      const byPerson = await countSignIn('person', entry.employeeId);
      if (byPerson) return byPerson;
      const active = entry.active && (await directory.confirmActive(entry.employeeId)).kind !== 'disabled';
      if (active) return { kind: 'person', entry, phone };
      return { kind: 'nobody', reason: 'person-inactive', employeeId: entry.employeeId };
    }
  }
}

async function prepareSession(
  ports: OpenSessionPorts,
  { telegramUserId }: SignInAttempt,
  entry: DirectoryEntry,
  phone: string,
): Promise<StoredSession & { readonly session: LiveSession }> {
  const { ids, clock, limits, phones } = ports;
  const session = startSession({ id: ids.uuid(), personId: entry.employeeId, now: clock.now() }, limits);
  const person = await describePerson(entry, ports.findAccount);
  return { session, telegramUserId, person, sealedPhone: phones.seal(phone, entry.employeeId) };
}

/** A tracker that is away is no reason to keep anyone out: the account is then looked up at the next renewal. */
export async function describePerson(entry: DirectoryEntry, findAccount: FindTrackerAccount): Promise<SessionPerson> {
  const { employeeId, displayName, position, department, role, teams } = entry;
  const found = await findAccount(entry);
  const trackerAccount = found.kind === 'found' ? found.account : null;
  return { employeeId, displayName, position, department, role, teams, trackerAccount };
}

async function refuseSignIn(
  { signIns, ids, clock }: OpenSessionPorts,
  { telegramUserId }: SignInAttempt,
  reason: SignInRefusal,
  employeeId: string | null,
): Promise<Refusal<'access-refused'>> {
  const at = clock.now();
  for (let draw = 0; draw < referenceCodeDrawsMax; draw += 1) {
    const referenceCode = ids.referenceCode();
    const actor = employeeId === null ? ({ kind: 'service' } as const) : ({ kind: 'person', id: employeeId } as const);
    const recorded = await signIns.recordRefusal(
      { referenceCode, reason, telegramUserId, employeeId, at },
      { act: 'sign-in-refused', actor, on: { kind: 'sign-in', id: referenceCode }, outcome: 'refused', reason, at },
    );
    if (recorded === 'recorded') return refuse('access-refused', { referenceCode });
  }
  throw new Error(`No free reference code in ${referenceCodeDrawsMax} draws.`);
}

async function endOldest({ sessions, clock, limits }: OpenSessionPorts, newest: LiveSession): Promise<void> {
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
