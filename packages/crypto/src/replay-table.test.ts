import { expect, test } from 'vitest';
import { createInMemoryReplayTable } from './replay-table.ts';

test('a request is new once, until its entry has expired', async () => {
  const table = createInMemoryReplayTable({ entriesMax: 10 });
  expect(await table.remember('a', 1_000, 0)).toBe('new');
  expect(await table.remember('a', 1_000, 999)).toBe('seen');
  expect(await table.remember('a', 2_000, 1_000)).toBe('new');
});

test('of two at once only one is new', async () => {
  const table = createInMemoryReplayTable({ entriesMax: 10 });
  const answers = await Promise.all([table.remember('a', 1_000, 0), table.remember('a', 1_000, 0)]);
  expect(answers.sort()).toEqual(['new', 'seen']);
});

test('a full table refuses rather than forgets, and has room again when entries expire', async () => {
  const table = createInMemoryReplayTable({ entriesMax: 2 });
  await table.remember('a', 1_000, 0);
  await table.remember('b', 2_000, 0);
  expect(await table.remember('c', 2_000, 500)).toBe('full');
  expect(await table.remember('a', 1_000, 500)).toBe('seen');
  expect(await table.remember('c', 2_000, 1_000)).toBe('new');
});
