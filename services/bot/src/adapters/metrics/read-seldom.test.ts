import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readSeldom } from './read-seldom.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('reads once in a while, however often somebody asks', async () => {
  let reads = 0;
  const ask = readSeldom(1_000, async () => [++reads]);
  expect([await ask(), await ask()]).toEqual([[1], [1]]);
  vi.advanceTimersByTime(1_000);
  expect(await ask()).toEqual([2]);
});

it('has nothing to tell where nothing can be read, and tries again in its time', async () => {
  let readable = false;
  const ask = readSeldom(1_000, async () => {
    if (!readable) throw new Error('no such folder');
    return [1];
  });
  expect(await ask()).toEqual([]);
  readable = true;
  vi.advanceTimersByTime(1_000);
  expect(await ask()).toEqual([1]);
});
