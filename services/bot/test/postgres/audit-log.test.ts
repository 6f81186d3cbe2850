import { chainStart, verifyChain } from '@desk/crypto';
import { type AuditEntry, canonicalBytes } from '@desk/domain';
import { testDatabase } from '@desk/testing/vitest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { job, planOf } from '../conformance/desk-under-test.ts';
import { openPostgresDesk, type PostgresDesk } from '../conformance/postgres-desk.ts';
import { monday10 } from '../conformance/samples.ts';

let desks: readonly PostgresDesk[];
beforeAll(async () => {
  const { url } = await testDatabase('bot');
  desks = await Promise.all([openPostgresDesk(url), openPostgresDesk(url)]);
});
afterAll(() => Promise.all(desks.map(({ store }) => store.close())));

function entry(index: number): AuditEntry {
  return {
    act: 'signed-in',
    actor: { kind: 'person', id: `person-${index}` },
    on: null,
    outcome: 'done',
    reason: null,
    at: monday10 + index,
  };
}

/** @claim audit The log is numbered without a gap and chained, however many write at once. */
it('numbers entries without a gap and chains them, whoever appends', async () => {
  const [first, second] = desks;
  if (!first || !second) throw new Error('Two desks were opened.');
  const total = 40;
  for (let index = 1; index <= total; index += 1) {
    const outcome = await first.store.ledger.commit(planOf({ audit: [entry(index)] }), job);
    expect(outcome).toBe('committed');
    if (index % 10 === 0) await Promise.all(desks.map(({ store }) => store.auditLog.append(7)));
  }
  let appended: number;
  do appended = await second.store.auditLog.append(100);
  while (appended > 0);

  const lines = await first.store.auditLog.listAfter(0, 1_000);
  expect(lines.map(({ number }) => number)).toEqual(Array.from({ length: total }, (_, index) => index + 1));
  expect(Buffer.from(lines[4]?.bytes ?? [])).toEqual(Buffer.from(canonicalBytes(entry(5), 5)));
  const links = lines.map(({ bytes, hash }) => ({ entryBytes: bytes, hash: Buffer.from(hash, 'hex') }));
  expect(verifyChain(chainStart, links)).toMatchObject({ kind: 'intact', entries: total });
  expect(await first.store.auditLog.listAfter(38, 1)).toMatchObject([{ number: 39 }]);
});

/** @claim audit What was not done is not in the log as done: an entry and its act are stored together. */
it('stores no entry of a plan that was not stored', async () => {
  const [desk] = desks;
  if (!desk) throw new Error('Two desks were opened.');
  const drop = { kind: 'drop-draft', draftId: '00000000-0000-7000-8000-000000000000', expected: 1 } as const;
  expect(await desk.store.ledger.commit(planOf({ audit: [entry(99)], changes: [drop] }), job)).toBe('overtaken');
  expect(await desk.store.auditLog.append(100)).toBe(0);
});
