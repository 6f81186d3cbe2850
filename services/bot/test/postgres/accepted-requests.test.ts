import { testDatabase } from '@desk/testing/vitest';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAcceptedRequests } from '../../src/adapters/postgres/accepted-requests.ts';

const now = Date.parse('2026-11-23T08:00:00Z');
const later = now + 65_000;
/** A replica whose clock is behind would still accept what is over by another's. */
const forgotten = later + 55_000;

let pool: pg.Pool;
beforeAll(async () => {
  const { url } = await testDatabase('bot');
  pool = new pg.Pool({ connectionString: url, max: 2 });
});
afterAll(() => pool.end());

it('accepts an id once, across all bots of the database', async () => {
  const [one, other] = [createAcceptedRequests(pool), createAcceptedRequests(pool)];
  const outcomes = await Promise.all([one, other, one, other].map((table) => table.remember('id-1', later, now)));
  expect(outcomes.toSorted()).toEqual(['new', 'seen', 'seen', 'seen']);
});

it('still knows it after a restart, until its time is over by every clock', async () => {
  expect(await createAcceptedRequests(pool).remember('id-1', later, now)).toBe('seen');
  expect(await createAcceptedRequests(pool).remember('id-1', later, forgotten - 1)).toBe('seen');
  expect(await createAcceptedRequests(pool).remember('id-1', forgotten, forgotten)).toBe('new');
});

it('says that it is full rather than forget, until there is room again', async () => {
  const table = createAcceptedRequests(pool, { entriesMax: 2 });
  const start = forgotten + 200_000;
  expect(await table.remember('a', start + 65_000, start)).toBe('new');
  expect(await table.remember('b', start + 65_000, start)).toBe('new');
  expect(await table.remember('c', start + 65_000, start)).toBe('full');
  expect(await table.remember('c', start + 200_000, start + 120_000)).toBe('new');
});
