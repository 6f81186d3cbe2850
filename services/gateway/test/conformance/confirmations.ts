import { askSupervisor, type Confirmation, replaceCode, startConfirmation, startSession, tryCode } from '@desk/domain';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Confirmations } from '../../src/ports/confirmations.ts';
import type { SessionStore } from '../../src/ports/session-store.ts';
import { aUuid, testStart } from '../fakes/system.ts';

export interface ConfirmationsUnderTest {
  readonly confirmations: Confirmations;
  readonly sessions: SessionStore;
  acts(): Promise<readonly string[]>;
  /** Kinds of events that the bot is to hear. */
  events(): Promise<readonly string[]>;
}

const sealedPhone = 'c2VhbGVk';
const limits = { idleLimitMs: 1_800_000, absoluteLimitMs: 43_200_000 };

function begun(number: number, employeeId = 'e-1', now = testStart): Confirmation {
  return startConfirmation({ id: aUuid(number), employeeId, telegramUserId: 11 }, now);
}

function asked(confirmation: Confirmation): Confirmation {
  const verdict = askSupervisor(confirmation, '4711', testStart);
  if (verdict.kind !== 'asked') throw new Error('A supervisor was not asked.');
  return verdict.confirmation;
}

function entry(act: 'confirmed' | 'confirmation-asked' | 'signed-in' | 'binding-created') {
  const actor = { kind: 'person', id: 'e-1' } as const;
  return { act, actor, on: null, outcome: 'done', reason: null, at: testStart } as const;
}

function aSession(number: number, employeeId: string, who: { role: 'employee' | 'supervisor'; department: string }) {
  const session = startSession({ id: aUuid(number), personId: employeeId, now: testStart }, limits);
  const person = { employeeId, displayName: 'Person', position: '', teams: ['network'], trackerAccount: null, ...who };
  return { session, telegramUserId: number, person, sealedPhone };
}

const opening = { signedIn: entry('signed-in'), bound: entry('binding-created') };

/** What every store of confirmations keeps to. A fresh one for each test. */
export function describeConfirmations(name: string, open: () => Promise<ConfirmationsUnderTest>): void {
  describe(`stores of confirmations: ${name}`, () => {
    let under: ConfirmationsUnderTest;
    const save = (confirmation: Confirmation, expected: number) =>
      under.confirmations.save({ confirmation, sealedPhone, expected }, []);
    beforeEach(async () => {
      under = await open();
    });

    it('give one back as it was stored, by its id and by whose it is', async () => {
      const confirmation = asked(replaceCode(begun(1), 'a-hash', testStart + 1));
      expect(await save(confirmation, 0)).toEqual({ kind: 'saved', version: 1 });
      const stored = { confirmation, sealedPhone, version: 1 };
      expect(await under.confirmations.find(aUuid(1))).toEqual(stored);
      expect(await under.confirmations.findOf('e-1', 11)).toEqual(stored);
      expect(await under.confirmations.find(aUuid(2))).toBeNull();
      expect(await under.confirmations.findOf('e-1', 12)).toBeNull();
    });

    it('keep one for each person and account: the next takes the place of the last', async () => {
      await save(begun(1), 0);
      expect(await save(begun(2), 0)).toEqual({ kind: 'overtaken' });
      expect(await save(begun(2), 1)).toEqual({ kind: 'saved', version: 2 });
      expect(await under.confirmations.find(aUuid(1))).toBeNull();
    });

    it('let one of two tries at the same moment count', async () => {
      const confirmation = replaceCode(begun(1), 'a-hash', testStart);
      await save(confirmation, 0);
      const tried = tryCode(confirmation, false, testStart);
      if (tried.kind !== 'wrong') throw new Error('It was wrong.');
      const outcomes = await Promise.all([1, 2, 3].map(() => save(tried.confirmation, 1)));
      expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['overtaken', 'overtaken', 'saved']);
    });

    it('store a record and an event with it, or neither', async () => {
      const event = { kind: 'confirmation-asked', id: 'asked:1', confirmationId: aUuid(1) } as const;
      const told = { ...event, supervisors: ['e-5'], at: testStart };
      const change = { confirmation: asked(begun(1)), sealedPhone };
      await under.confirmations.save({ ...change, expected: 0 }, [entry('confirmation-asked')], told);
      await under.confirmations.save({ ...change, expected: 0 }, [entry('confirmation-asked')], {
        ...told,
        id: 'again',
      });
      expect(await under.acts()).toEqual(['confirmation-asked']);
      expect(await under.events()).toEqual(['confirmation-asked']);
    });

    it('are spent with the session they open, once', async () => {
      const waiting = replaceCode(begun(1), 'a-hash', testStart);
      await save(waiting, 0);
      const right = tryCode(waiting, true, testStart);
      if (right.kind !== 'right') throw new Error('It was right.');
      const spent = {
        change: { confirmation: right.confirmation, sealedPhone, expected: 1 },
        audit: entry('confirmed'),
      };
      const openOne = (number: number) => {
        const opened = aSession(number, 'e-1', { role: 'employee', department: 'Sales' });
        return under.sessions.open({ ...opened, telegramUserId: 11 }, opening, spent);
      };
      const outcomes = await Promise.all([openOne(21), openOne(22)]);
      expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['opened', 'overtaken']);
      expect(await under.sessions.listOpen('e-1')).toHaveLength(1);
      expect(await under.sessions.findBinding('e-1', 11)).toEqual({ kind: 'bound', confirmedAt: testStart });
      expect(await under.sessions.findBinding('e-2', 12)).toEqual({ kind: 'free' });
      expect(await under.sessions.findBinding('e-1', 12)).toMatchObject({ conflict: 'person-with-another-account' });
      expect(await under.sessions.findBinding('e-2', 11)).toMatchObject({ conflict: 'account-of-another-person' });
      expect(await under.acts()).toEqual(['confirmed', 'binding-created', 'signed-in']);
    });

    it('list what supervisors were asked for, as long as it counts', async () => {
      await save(asked(begun(1, 'e-1')), 0);
      await save(begun(2, 'e-2'), 0);
      await save({ ...asked(begun(3, 'e-3')), supervisor: 'refused' }, 0);
      const listed = await under.confirmations.listAsked(testStart, 9);
      expect(listed.map(({ confirmation }) => confirmation.id)).toEqual([aUuid(1)]);
      expect(await under.confirmations.listAsked(testStart + 3_600_000, 9)).toEqual([]);
    });

    it('know which supervisors have been here', async () => {
      const here = [
        ['e-5', 'supervisor', 'Sales'],
        ['e-6', 'supervisor', 'Accounting'],
        ['e-7', 'employee', 'Sales'],
      ] as const;
      for (const [index, [employeeId, role, department]] of here.entries()) {
        await under.sessions.open(aSession(31 + index, employeeId, { role, department }), opening, null);
      }
      const list = (department: string, teams: string[], since = testStart - 1) =>
        under.confirmations.listSupervisors({ employeeId: 'e-1', department, teams }, since, 9);
      expect(await list('Sales', [])).toEqual(['e-5']);
      expect(await list('Law', ['network'])).toEqual(['e-5', 'e-6']);
      expect(await list('', [])).toEqual([]);
      expect(await list('Sales', ['network'], testStart)).toEqual([]);
    });
  });
}
