import { type AuditEntry, canonicalBytes } from '@desk/domain';
import { beforeEach, expect, it } from 'vitest';
import type { AuditLine } from '../../ports/gateway-desk.ts';
import type { Change, Ledger } from '../../ports/plan.ts';
import { restoreDesk } from './restore-desk.ts';

const minute = 60_000;
const point = Date.parse('2026-11-22T02:00:00Z');
const lastEntryAt = point + 12 * 60 * minute;
const now = lastEntryAt + 30 * minute;

/** The audit log here: its last entry, and what comes back from the gateway. */
let head: AuditLine | null;
let steps: string[];
let changes: Change[];
let noted: string | null;
let wasUsed: boolean;
beforeEach(() => {
  head = lineAt(point);
  steps = [];
  changes = [];
  noted = null;
  wasUsed = true;
});

function lineAt(at: number): AuditLine {
  const entry: AuditEntry = {
    ...{ act: 'signed-in', actor: { kind: 'service' }, on: null, outcome: 'done', reason: null, at },
  };
  return { number: 1, bytes: canonicalBytes(entry, 1), hash: '00' };
}

const ledger: Ledger = {
  async commit(plan) {
    changes.push(...plan.changes);
    return 'committed';
  },
};

function restore(until: number | null, lines: readonly AuditLine[] = [lineAt(lastEntryAt)]) {
  const stepOf =
    <Result>(name: string, result: Result) =>
    async (asked?: unknown): Promise<Result> => {
      steps.push(typeof asked === 'number' ? `${name} ${new Date(asked).toISOString()}` : name);
      return result;
    };
  const restored = restoreDesk({
    ledger,
    clock: { now: () => now },
    cursors: { find: async () => noted },
    restored: {
      // As in the database: the youngest of all, entries of the log among them.
      async findPoint() {
        if (!wasUsed) return null;
        return steps.includes('log') ? lastEntryAt : point;
      },
      setDoubtfulAside: stepOf('set aside', { arrivals: 0, effects: 0, words: 0 }),
      countWaitingOutside: async () => 0,
      eraseAgain: async () => 0,
    },
    log: {
      findHead: async () => head,
      putBack: async () => ({ kind: 'continued', entries: 0 }),
      listErased: async () => [],
    },
    async continueLog(brought) {
      steps.push('log');
      head = brought.at(-1) ?? head;
      return { kind: 'continues', entries: brought.length };
    },
    deliverQuietly: stepOf('deliver', true),
    catchUp: stepOf('catch up', { kind: 'caught-up', changes: 3 }),
    endSessions: async () => 2,
  });
  return restored({ until, lines, operator: 'roman' });
}

it('goes by the last audit entry, whatever came after it, where nobody names a time', async () => {
  expect(await restore(null)).toMatchObject({ kind: 'restored', window: { point, until: lastEntryAt } });
  const until = new Date(lastEntryAt).toISOString();
  expect(steps).toEqual(['log', `set aside ${until}`, 'deliver', `catch up ${until}`]);
});

it('goes by the time that somebody names, from the point on', async () => {
  const until = lastEntryAt + 20 * minute;
  expect(await restore(until)).toMatchObject({ kind: 'restored', window: { point, until } });
  expect(changes).toContainEqual({ kind: 'move-cursor', name: 'restored', value: `${point}-${until}` });
});

it('keeps to the point that was found when the command broke off before', async () => {
  const before = point - 5 * minute;
  noted = `${before}-${lastEntryAt}`;
  expect(await restore(null)).toMatchObject({ window: { point: before, until: lastEntryAt } });
});

it('takes nothing for done where nothing was lost', async () => {
  expect(await restore(null, [])).toMatchObject({ kind: 'restored', changes: 0, sessions: 2 });
  expect(steps).toEqual(['log']);
});

it('refuses a time in the future', async () => {
  expect(await restore(now + 6 * minute)).toEqual({ kind: 'refused', why: 'not-yet' });
});

it('asks for the time where the log has no entry to go by', async () => {
  head = null;
  expect(await restore(null, [])).toEqual({ kind: 'refused', why: 'no-time' });
  expect(await restore(lastEntryAt, [])).toMatchObject({ kind: 'restored' });
});

it('leaves a database alone that was never worked with', async () => {
  wasUsed = false;
  expect(await restore(null, [])).toEqual({ kind: 'refused', why: 'empty' });
  expect(changes).toEqual([]);
});
