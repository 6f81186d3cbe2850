import { expect, it } from 'vitest';
import { takeMirrorTurns } from './take-mirror-turns.ts';

it('lets one go at once, and the next ones 150 ms apart, in the order in which they came', () => {
  const turns = takeMirrorTurns();
  expect(['a', 'b', 'c'].map((id) => turns.waitMs(id, 1_000))).toEqual([0, 150, 300]);
  expect(turns.waitMs('c', 1_150)).toBe(150);
  expect(turns.waitMs('b', 1_150)).toBe(0);
  expect(turns.waitMs('c', 1_300)).toBe(0);
});

it('nobody waits where nobody went before', () => {
  const turns = takeMirrorTurns();
  expect(turns.waitMs('a', 1_000)).toBe(0);
  expect(turns.waitMs('b', 1_150)).toBe(0);
  expect(turns.waitMs('a', 9_000)).toBe(0);
});

it('whoever comes again after a turn takes another one', () => {
  const turns = takeMirrorTurns();
  expect(turns.waitMs('a', 1_000)).toBe(0);
  expect(turns.waitMs('a', 1_010)).toBe(140);
  expect(turns.waitMs('a', 5_000)).toBe(0);
});
