import { randomUUID } from 'node:crypto';
import { chainHash, chainStart, verifyChain } from '@desk/crypto';
import { type AuditEntry, canonicalBytes } from '@desk/domain';
import { testDatabase } from '@desk/testing/vitest';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { countWorkers, createRestoredDesk } from '../../src/adapters/postgres/restore/restored-desk.ts';
import { createRestoredLog } from '../../src/adapters/postgres/restore/restored-log.ts';
import type { AuditLine, DeskFeeds } from '../../src/ports/gateway-desk.ts';
import type { Effect } from '../../src/ports/plan.ts';
import { continueLog } from '../../src/use-cases/restore/continue-log.ts';
import { job, planOf } from '../conformance/desk-under-test.ts';
import { openPostgresDesk, type PostgresDesk } from '../conformance/postgres-desk.ts';
import { hourMs, monday10 } from '../conformance/samples.ts';

let desk: PostgresDesk;
let pool: pg.Pool;
beforeAll(async () => {
  const { url } = await testDatabase('bot');
  desk = await openPostgresDesk(url);
  pool = new pg.Pool({ connectionString: url, max: 2 });
});
afterAll(async () => {
  await desk.store.close();
  await pool.end();
});
beforeEach(async () => {
  await pool.query('truncate inbox, outbox, lanes, system_log, audit_pending');
});

function anEntry(index: number, change: Partial<AuditEntry> = {}): AuditEntry {
  const actor = { kind: 'person', id: `person-${index}` } as const;
  return { act: 'signed-in', actor, on: null, outcome: 'done', reason: null, at: monday10 + index, ...change };
}

/** What the lost database had shipped. */
function chained(entries: readonly AuditEntry[]): readonly AuditLine[] {
  let hash: Uint8Array = chainStart;
  return entries.map((entry, index) => {
    const bytes = canonicalBytes(entry, index + 1);
    hash = chainHash(hash, bytes);
    return { number: index + 1, bytes, hash: Buffer.from(hash).toString('hex') };
  });
}

async function append(...entries: readonly AuditEntry[]): Promise<void> {
  await desk.store.ledger.commit(planOf({ audit: entries }), job);
  await desk.store.auditLog.append(100);
}

describe('the audit log of a restored database', () => {
  const entries = [1, 2, 3, 4, 5].map((index) => anEntry(index));
  const lines = chained(entries);

  it('gets back what the gateway holds, and goes on behind it without a gap', async () => {
    await append(...entries.slice(0, 2));
    // Not numbered yet at the point, and numbered after it.
    await desk.store.ledger.commit(planOf({ audit: entries.slice(2, 3) }), job);
    expect(await createRestoredLog(pool).putBack(lines.slice(1))).toEqual({ kind: 'continued', entries: 3 });
    await append(anEntry(6));
    const stored = await desk.store.auditLog.listAfter(0, 100);
    expect(stored.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    const links = stored.map(({ bytes, hash }) => ({ entryBytes: bytes, hash: Buffer.from(hash, 'hex') }));
    expect(verifyChain(chainStart, links)).toMatchObject({ kind: 'intact', entries: 6 });
    expect(await createRestoredLog(pool).putBack(lines)).toEqual({ kind: 'continued', entries: 0 });
  });

  it.each<[string, readonly AuditLine[], unknown]>([
    ['another entry under a number that is here', chained([anEntry(1), anEntry(9)]), { kind: 'differs', number: 2 }],
    ['a gap', lines.slice(3), { kind: 'broken', number: 3 }],
    [
      'a forged entry',
      lines.map((line) => (line.number === 4 ? { ...line, bytes: canonicalBytes(anEntry(9), 4) } : line)),
      { kind: 'broken', number: 4 },
    ],
    [
      'an entry out of its place',
      lines.map((line) => (line.number === 3 ? { ...line, number: 4 } : line)),
      { kind: 'broken', number: 3 },
    ],
  ])('takes nothing at all where there is %s', async (_, offered, outcome) => {
    await append(...entries.slice(0, 2));
    expect(await createRestoredLog(pool).putBack(offered)).toEqual(outcome);
    expect(await desk.store.auditLog.listAfter(0, 100)).toHaveLength(2);
  });

  it.each<[Awaited<ReturnType<DeskFeeds['shipAudit']>>, unknown]>([
    [
      { kind: 'acknowledged', upTo: 2 },
      { kind: 'continues', entries: 0 },
    ],
    [
      { kind: 'acknowledged', upTo: 5 },
      { kind: 'behind', after: 2 },
    ],
    [
      { kind: 'gap', expected: 1 },
      { kind: 'continues', entries: 0 },
    ],
    [{ kind: 'rewritten' }, { kind: 'differs', number: 2 }],
    [{ kind: 'down', retryAfterMs: null }, { kind: 'away' }],
  ])('%j of the gateway means %j', async (answer, outcome) => {
    await append(...entries.slice(0, 2));
    const shipped: (readonly AuditLine[])[] = [];
    const feeds = {
      shipAudit: async (sent: readonly AuditLine[]) => {
        shipped.push(sent);
        return answer;
      },
    };
    expect(await continueLog({ log: createRestoredLog(pool), feeds })([])).toEqual(outcome);
    expect(shipped.map((sent) => sent.map(({ number }) => number))).toEqual([[2]]);
  });

  it('says who was erased: their keys go again', async () => {
    const [erased, other] = [randomUUID(), randomUUID()];
    const keys = [erased, other].map((id) => [id, Buffer.from('wrapped')] as const);
    for (const key of keys)
      await pool.query('insert into keys.subject_keys (subject_id, wrapped) values ($1, $2)', [...key]);
    await append(anEntry(1), anEntry(2, { act: 'person-erased', on: { kind: 'person', id: erased } }));
    const named = await createRestoredLog(pool).listErased();
    expect(named).toEqual([erased]);
    expect(await createRestoredDesk(pool).eraseAgain(named)).toBe(1);
    const { rows } = await pool.query('select subject_id from keys.subject_keys where subject_id = any($1)', [
      [erased, other],
    ]);
    expect(rows).toEqual([{ subject_id: other }]);
  });
});

describe('what was under way at the point', () => {
  const chatId = 41;
  const ticketId = randomUUID();
  const personId = randomUUID();
  const notice: Effect = {
    ...{ kind: 'show', chatId, language: 'uk', screen: { kind: 'not-now', contact: 'help@example.test' } },
    ...{ keyboard: null, placement: { kind: 'message' }, about: null, silent: false },
  };
  const words: Effect = { kind: 'relay-message', chatId, personId, messageId: randomUUID(), again: false };
  const effects: readonly Effect[] = [
    notice,
    words,
    { kind: 'delete-message', chatId, messageId: 1 },
    { kind: 'file-ticket', ticketId },
    { kind: 'tell-solution', ticketId, personId },
  ];

  it('is set aside where it speaks to people, doubtful where people spoke, and goes on where it is known by a key', async () => {
    const delayed = (dueAt: number) => ({ kind: 'delayed', dueAt, effect: notice }) as const;
    const until = Date.now();
    const planned = [...effects, delayed(until - hourMs), delayed(until + hourMs)];
    await desk.store.ledger.commit(planOf({ effects: planned }), job);
    for (const source of ['telegram', 'tracker'] as const) {
      await desk.store.inbox.append({ source, sourceId: '1', lane: 'chat:41', payload: Buffer.from('{}') });
    }
    const restored = createRestoredDesk(pool);
    expect(await restored.setDoubtfulAside(until)).toEqual({ arrivals: 1, effects: 3, words: 1 });
    const { rows } = await pool.query('select kind, state, doubts, reason from outbox order by kind, state');
    expect(rows).toEqual([
      { kind: 'delete-message', state: 'pending', doubts: 0, reason: null },
      { kind: 'file-ticket', state: 'pending', doubts: 0, reason: null },
      { kind: 'relay-message', state: 'pending', doubts: 1, reason: null },
      { kind: 'show', state: 'delayed', doubts: 0, reason: null },
      { kind: 'show', state: 'parked', doubts: 0, reason: 'restored' },
      { kind: 'show', state: 'parked', doubts: 0, reason: 'restored' },
      { kind: 'tell-solution', state: 'parked', doubts: 0, reason: 'restored' },
    ]);
    const arrivals = await pool.query('select source, state, reason from inbox order by source');
    expect(arrivals.rows).toEqual([
      { source: 'telegram', state: 'dead', reason: 'restored' },
      { source: 'tracker', state: 'pending', reason: null },
    ]);
    expect(await restored.countWaitingOutside()).toBe(1);
    expect(await restored.setDoubtfulAside(until)).toEqual({ arrivals: 0, effects: 0, words: 1 });
  });

  it('the point is the latest instant of anything in it', async () => {
    await pool.query('delete from cursors');
    expect(await createRestoredDesk(pool).findPoint()).toBeNull();
    await desk.store.inbox.append({ source: 'telegram', sourceId: '2', lane: 'chat:41', payload: Buffer.from('{}') });
    const point = await createRestoredDesk(pool).findPoint();
    expect(Math.abs(Date.now() - (point ?? 0))).toBeLessThan(hourMs);
  });

  it('a bot that lives is seen', async () => {
    expect(await countWorkers(pool)).toBe(1);
  });
});
