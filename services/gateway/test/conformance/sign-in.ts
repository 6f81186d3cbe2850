import { type AuditEntry, endSession, type LiveSession, startSession } from '@desk/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import type { BindingStore } from '../../src/ports/binding-store.ts';
import type { SessionStore, StoredSession } from '../../src/ports/session-store.ts';
import type { SignInDesk } from '../../src/ports/sign-in-desk.ts';
import { aUuid, testStart } from '../fakes/system.ts';

export interface SignInUnderTest {
  readonly sessions: SessionStore;
  readonly bindings: BindingStore;
  readonly signIns: SignInDesk;
  /** Acts in the audit log, in order. */
  acts(): Promise<readonly string[]>;
  /** Sessions whose end was announced to the bot. */
  announced(): Promise<readonly string[]>;
}

const limits = { idleLimitMs: 1_800_000, absoluteLimitMs: 43_200_000 };
const person = {
  displayName: 'Employee',
  position: 'Engineer',
  department: 'Sales',
  role: 'specialist',
  teams: ['network', 'repair'],
  trackerAccount: 'account',
} as const;

function aSession(id: number, employeeId: string, telegramUserId: number, now = testStart) {
  const session = startSession({ id: aUuid(id), personId: employeeId, now }, limits);
  return { session, telegramUserId, person: { ...person, employeeId }, sealedPhone: 'c2VhbGVk' };
}

function entry(act: AuditEntry['act'], on: string): AuditEntry {
  const actor = { kind: 'person', id: on } as const;
  return { act, actor, on: { kind: 'session', id: on }, outcome: 'done', reason: null, at: testStart };
}

const opening = { signedIn: entry('signed-in', 's'), bound: entry('binding-created', 's') };

function ended(session: LiveSession, reason: 'signed-out' | 'revoked') {
  const outcome = endSession(session, reason, testStart + 1, limits);
  if (outcome.kind !== 'moved') throw new Error('The session did not end.');
  return outcome.session;
}

/** What every store of sessions, bindings and attempts keeps to. A fresh one for each test. */
export function describeSignIn(name: string, open: () => Promise<SignInUnderTest>): void {
  describe(`sign-in stores: ${name}`, () => {
    let under: SignInUnderTest;
    const openOne = (opened: StoredSession & { session: LiveSession }) => under.sessions.open(opened, opening, null);
    beforeEach(async () => {
      under = await open();
    });

    it('give a session back as it was opened', async () => {
      const opened = aSession(1, 'e-1', 11);
      expect(await openOne(opened)).toEqual({ kind: 'opened' });
      expect(await under.sessions.find(aUuid(1))).toEqual(opened);
      expect(await under.sessions.find(aUuid(2))).toBeNull();
    });

    it('bind at the first sign-in, both ways, and audit it once', async () => {
      await openOne(aSession(1, 'e-1', 11));
      await openOne(aSession(2, 'e-1', 11));
      expect(await openOne(aSession(3, 'e-1', 12))).toEqual({
        kind: 'bound-otherwise',
        conflict: 'person-with-another-account',
      });
      expect(await openOne(aSession(4, 'e-2', 11))).toEqual({
        kind: 'bound-otherwise',
        conflict: 'account-of-another-person',
      });
      expect(await under.sessions.find(aUuid(3))).toBeNull();
      expect(await under.acts()).toEqual(['binding-created', 'signed-in', 'signed-in']);
    });

    it('let one of two accounts that claim a person at the same time', async () => {
      const outcomes = await Promise.all([openOne(aSession(1, 'e-1', 11)), openOne(aSession(2, 'e-1', 12))]);
      expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['bound-otherwise', 'opened']);
    });

    it('renew what nobody has ended, with what the directory says now', async () => {
      const { session } = aSession(1, 'e-1', 11);
      await openOne(aSession(1, 'e-1', 11));
      const later = { ...session, lastActivityAt: testStart + 60_000, endsAt: testStart + 1_860_000 };
      const changed = { ...person, employeeId: 'e-1', role: 'employee', teams: [], trackerAccount: null } as const;
      expect(await under.sessions.renew(later, changed)).toBe('renewed');
      expect(await under.sessions.find(aUuid(1))).toMatchObject({ session: later, person: changed });
      await under.sessions.end(ended(session, 'signed-out'), entry('signed-out', 's'));
      expect(await under.sessions.renew(later, changed)).toBe('ended');
    });

    it('end a session once, and announce only a revoked one', async () => {
      const [one, two] = [aSession(1, 'e-1', 11), aSession(2, 'e-1', 11, testStart + 1)];
      await openOne(one);
      await openOne(two);
      expect(await under.sessions.end(ended(one.session, 'signed-out'), entry('signed-out', 's'))).toBe('ended');
      expect(await under.sessions.end(ended(one.session, 'revoked'), entry('sessions-revoked', 's'))).toBe(
        'already-ended',
      );
      expect(await under.sessions.end(ended(two.session, 'revoked'), entry('sessions-revoked', 's'))).toBe('ended');
      expect(await under.sessions.find(aUuid(1))).toMatchObject({
        session: { state: 'ended', endReason: 'signed-out' },
      });
      expect(await under.announced()).toEqual([aUuid(2)]);
      expect((await under.acts()).slice(3)).toEqual(['signed-out', 'sessions-revoked']);
    });

    it('list what is open, newest first', async () => {
      for (const id of [1, 2, 3]) await openOne(aSession(id, 'e-1', 11, testStart + id));
      await openOne(aSession(4, 'e-2', 12));
      await under.sessions.end(ended(aSession(2, 'e-1', 11).session, 'signed-out'), entry('signed-out', 's'));
      expect((await under.sessions.listOpen('e-1')).map(({ id }) => id)).toEqual([aUuid(3), aUuid(1)]);
    });

    it('page through bindings by employee', async () => {
      for (const number of [3, 1, 2]) await openOne(aSession(number, `e-${number}`, number));
      expect((await under.bindings.list({ after: null, rowsMax: 2 })).map(({ employeeId }) => employeeId)).toEqual([
        'e-1',
        'e-2',
      ]);
      expect(await under.bindings.list({ after: 'e-2', rowsMax: 2 })).toEqual([
        { employeeId: 'e-3', telegramUserId: 3, boundAt: testStart, boundBy: 'sign-in' },
      ]);
    });

    it('release and link bindings, ending the sessions of everyone concerned', async () => {
      const change = { at: testStart + 5, audit: entry('binding-released', 'e-1') };
      await openOne(aSession(1, 'e-1', 11));
      await openOne(aSession(2, 'e-2', 12));
      expect(await under.bindings.release('e-1', change)).toMatchObject({
        kind: 'released',
        binding: { telegramUserId: 11 },
      });
      expect(await under.bindings.release('e-1', change)).toEqual({ kind: 'not-bound' });
      const link = { telegramUserId: 12, employeeId: 'e-3', boundAt: testStart, boundBy: 'operator' } as const;
      const linked = await under.bindings.link(link, { ...change, audit: entry('binding-linked', 'e-3') });
      expect(linked.replaced).toMatchObject([{ employeeId: 'e-2' }]);
      expect(await under.bindings.list({ after: null, rowsMax: 9 })).toEqual([link]);
      expect([...(await under.announced())].toSorted()).toEqual([aUuid(1), aUuid(2)]);
      expect((await under.sessions.find(aUuid(2)))?.session).toMatchObject({
        endReason: 'revoked',
        endsAt: testStart + 5,
      });
    });

    it('count attempts per window, and say which one was the first too many', async () => {
      const limit = { attemptsMax: 2, windowMs: 60_000 };
      const count = (now: number, key = 'k') => under.signIns.count('phone', key, limit, now);
      expect([await count(testStart), await count(testStart), await count(testStart, 'other')]).toEqual(
        Array.from({ length: 3 }, () => ({ kind: 'within' })),
      );
      expect(await count(testStart + 20_000)).toEqual({ kind: 'exceeded', retryAfterMs: 40_000, first: true });
      expect(await count(testStart + 20_000)).toMatchObject({ kind: 'exceeded', first: false });
      expect(await count(testStart + 60_000)).toEqual({ kind: 'within' });
    });

    it('remember a refusal under its code, once', async () => {
      const refused = {
        referenceCode: 'ABC123',
        reason: 'phone-unknown',
        telegramUserId: 11,
        employeeId: null,
        at: testStart,
      } as const;
      expect(await under.signIns.recordRefusal(refused, entry('sign-in-refused', 'x'))).toBe('recorded');
      expect(await under.signIns.recordRefusal(refused, entry('sign-in-refused', 'x'))).toBe('taken');
      expect(await under.signIns.findRefusal('ABC123')).toEqual(refused);
      expect(await under.signIns.findRefusal('ZZZ999')).toBeNull();
      expect(await under.acts()).toEqual(['sign-in-refused']);
    });
  });
}
