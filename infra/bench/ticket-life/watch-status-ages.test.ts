import { expect, test } from 'vitest';
import { ageOf } from './watch-status-ages.ts';

const history = [
  { at: 0, status: 'new' },
  { at: 1000, status: 'in-progress' },
  { at: 2000, status: 'waiting-for-support' },
  { at: 3000, status: 'in-progress' },
] as const;

test.each([
  ['in-progress', 0],
  ['waiting-for-support', 7000],
  ['new', 9000],
] as const)('%s is %d ms behind', (shown, age) => {
  expect(ageOf(shown, history, 10_000)).toBe(age);
});
