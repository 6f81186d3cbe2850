import type { ThinEvent } from '@desk/contract';
import type { AuditEntry } from '@desk/domain';
import type { Binding, BindingStore } from '../../src/ports/binding-store.ts';
import type { Phones, SessionTokens } from '../../src/ports/credentials.ts';
import type { SessionStore, StoredSession } from '../../src/ports/session-store.ts';
import type { RefusedSignIn, SignInDesk } from '../../src/ports/sign-in-desk.ts';
import type { FakeAuditLog } from './audit-log.ts';
import { createFakeConfirmations, type FakeConfirmations } from './confirmations.ts';

export interface FakeSignIn {
  readonly sessions: SessionStore;
  readonly bindings: BindingStore;
  readonly signIns: SignInDesk;
  readonly confirmations: FakeConfirmations;
  /** Ids of sessions whose end was announced to the bot. */
  readonly announced: readonly string[];
}

/** Sessions, bindings, confirmations and attempts in memory, with one audit log. `events`: what the bot is to hear. */
export function createFakeSignIn(audit: FakeAuditLog, events: ThinEvent[] = []): FakeSignIn {
  const sessions = new Map<string, StoredSession>();
  const bindings: Binding[] = [];
  const confirmedAt = new Map<string, number>();
  const announced: string[] = [];
  const confirmations = createFakeConfirmations({ audit, sessions, events });

  async function revoke(employeeIds: readonly string[], at: number): Promise<void> {
    for (const [id, stored] of sessions) {
      if (stored.session.state === 'ended' || !employeeIds.includes(stored.person.employeeId)) continue;
      sessions.set(id, { ...stored, session: { ...stored.session, state: 'ended', endReason: 'revoked', endsAt: at } });
      announced.push(id);
    }
  }

  function conflictOf(employeeId: string, telegramUserId: number) {
    const ofAccount = bindings.find((binding) => binding.telegramUserId === telegramUserId);
    const ofPerson = bindings.find((binding) => binding.employeeId === employeeId);
    if (ofAccount && ofAccount !== ofPerson) return 'account-of-another-person';
    return ofPerson && ofAccount !== ofPerson ? 'person-with-another-account' : null;
  }

  return {
    announced,
    confirmations,
    sessions: {
      async open(opened, { signedIn, bound }, confirmation) {
        const { telegramUserId, session } = opened;
        const employeeId = session.personId;
        if (confirmation && !confirmations.write(confirmation.change)) return { kind: 'overtaken' };
        const conflict = conflictOf(employeeId, telegramUserId);
        if (conflict) return { kind: 'bound-otherwise', conflict };
        const isBound = bindings.some((binding) => binding.employeeId === employeeId);
        if (!isBound) bindings.push({ telegramUserId, employeeId, boundAt: session.startedAt, boundBy: 'sign-in' });
        if (confirmation) confirmedAt.set(employeeId, session.startedAt);
        sessions.set(session.id, opened);
        await audit.append([...(confirmation ? [confirmation.audit] : []), ...(isBound ? [] : [bound]), signedIn]);
        return { kind: 'opened' };
      },
      async findBinding(employeeId, telegramUserId) {
        const conflict = conflictOf(employeeId, telegramUserId);
        if (conflict) return { kind: 'bound-otherwise', conflict };
        const isBound = bindings.some((binding) => binding.employeeId === employeeId);
        return isBound ? { kind: 'bound', confirmedAt: confirmedAt.get(employeeId) ?? null } : { kind: 'free' };
      },
      async find(sessionId) {
        return sessions.get(sessionId) ?? null;
      },
      async listOpen(employeeId) {
        const own = [...sessions.values()]
          .map(({ session }) => session)
          .filter(({ personId }) => personId === employeeId);
        return own.filter(({ state }) => state === 'live').toSorted((left, right) => right.startedAt - left.startedAt);
      },
      async renew(session, person) {
        const stored = sessions.get(session.id);
        if (!stored || stored.session.state === 'ended') return 'ended';
        sessions.set(session.id, { ...stored, session, person });
        return 'renewed';
      },
      async end(session, entry) {
        const stored = sessions.get(session.id);
        if (!stored || stored.session.state === 'ended') return 'already-ended';
        sessions.set(session.id, { ...stored, session });
        if (session.endReason === 'revoked') announced.push(session.id);
        await audit.append([entry]);
        return 'ended';
      },
    },
    bindings: {
      async list({ after, rowsMax }) {
        const sorted = bindings.toSorted((left, right) => (left.employeeId < right.employeeId ? -1 : 1));
        return sorted.filter(({ employeeId }) => after === null || employeeId > after).slice(0, rowsMax);
      },
      async release(employeeId, { at, audit: entry }) {
        const index = bindings.findIndex((binding) => binding.employeeId === employeeId);
        const [binding] = index < 0 ? [] : bindings.splice(index, 1);
        if (!binding) return { kind: 'not-bound' };
        await revoke([employeeId], at);
        await audit.append([entry]);
        return { kind: 'released', binding };
      },
      async link(binding, { at, audit: entry }) {
        const meant = ({ employeeId, telegramUserId }: Binding) =>
          employeeId === binding.employeeId || telegramUserId === binding.telegramUserId;
        const replaced = bindings.filter(meant);
        bindings.splice(0, bindings.length, ...bindings.filter((other) => !meant(other)), binding);
        await revoke(
          replaced.map(({ employeeId }) => employeeId),
          at,
        );
        await audit.append([entry]);
        return { replaced };
      },
    },
    signIns: createFakeSignInDesk((entry) => audit.append([entry])),
  };
}

function createFakeSignInDesk(append: (entry: AuditEntry) => Promise<void>): SignInDesk {
  const counts = new Map<string, number>();
  const refusals = new Map<string, RefusedSignIn>();
  return {
    async count(scope, key, { attemptsMax, windowMs }, now) {
      const windowStart = now - (now % windowMs);
      const counter = `${scope} ${key} ${windowStart}`;
      const attempts = (counts.get(counter) ?? 0) + 1;
      counts.set(counter, attempts);
      if (attempts <= attemptsMax) return { kind: 'within' };
      return { kind: 'exceeded', retryAfterMs: windowStart + windowMs - now, first: attempts === attemptsMax + 1 };
    },
    async recordRefusal(refused, entry) {
      if (refusals.has(refused.referenceCode)) return 'taken';
      refusals.set(refused.referenceCode, refused);
      await append(entry);
      return 'recorded';
    },
    async findRefusal(referenceCode) {
      return refusals.get(referenceCode) ?? null;
    },
  };
}

/** Tokens that say in clear what they mean. */
export function createFakeTokens(): SessionTokens {
  return {
    async issue(claims, now) {
      const expiresAt = now + 600_000;
      return { token: JSON.stringify({ ...claims, expiresAt }), expiresAt };
    },
    async read(token, now) {
      if (!token.startsWith('{')) return { kind: 'refused' };
      const { sessionId, employeeId, expiresAt }: Record<'sessionId' | 'employeeId', string> & { expiresAt: number } =
        JSON.parse(token);
      return { kind: now < expiresAt ? 'valid' : 'expired', claims: { sessionId, employeeId } };
    },
  };
}

export function createFakePhones(): Phones {
  return {
    normalise: (phone) => (/^\+\d{9,15}$/.test(phone) ? phone : null),
    fingerprint: (phone) => `fingerprint of ${phone.slice(-2)}`,
    seal: (_, employeeId) => `sealed for ${employeeId}`,
    open: () => null,
  };
}
