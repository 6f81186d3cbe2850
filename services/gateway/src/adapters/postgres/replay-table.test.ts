import { testDatabase } from '@desk/testing/vitest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createReplayTable, type StoredReplayTable } from './replay-table.ts';

const now = Date.parse('2026-11-23T08:00:00Z');
const later = now + 65_000;
/** A replica whose clock is behind would still accept what is over by another's. */
const forgotten = later + 55_000;
let url: string;
const tables: StoredReplayTable[] = [];
const open = (options?: { entriesMax: number }) => {
  const table = createReplayTable(url, options);
  tables.push(table);
  return table;
};

beforeAll(async () => {
  url = (await testDatabase('gateway')).url;
});
afterAll(async () => {
  for (const table of tables) await table.close();
});

it('accepts an id once, across all who share the database', async () => {
  const [one, other] = [open(), open()];
  const outcomes = await Promise.all([one, other, one, other].map((table) => table.remember('id-1', later, now)));
  expect(outcomes.toSorted()).toEqual(['new', 'seen', 'seen', 'seen']);
});

it('still knows it after a restart, until its time is over by every clock', async () => {
  const table = open();
  expect(await table.remember('id-1', later, now)).toBe('seen');
  await table.sweep(forgotten - 1);
  expect(await table.remember('id-1', later, now)).toBe('seen');
  await table.sweep(forgotten);
  expect(await table.remember('id-1', forgotten + 1, forgotten)).toBe('new');
});

it('says that it is full rather than forget, until there is room again', async () => {
  const table = open({ entriesMax: 2 });
  await table.sweep(forgotten + 60_000);
  expect([await table.remember('a', later, now), await table.remember('b', later, now)]).toEqual(['new', 'new']);
  expect(await table.remember('c', later, now)).toBe('full');
  await table.sweep(forgotten);
  expect(await table.remember('c', later + 5, later)).toBe('new');
});
