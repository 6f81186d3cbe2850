import { expect, test } from 'vitest';
import { ageOf } from './watch-status-ages.ts';

const history = [
  { at: 0, status: 'New' },
  { at: 1000, status: 'In Progress' },
  { at: 2000, status: 'Waiting for support' },
  { at: 3000, status: 'In Progress' },
] as const;

test.each([
  ['In Progress', 0],
  ['Waiting for support', 7000],
  ['New', 9000],
] as const)('%s is %d ms behind', (shown, age) => {
  expect(ageOf(shown, history, 10_000)).toBe(age);
});
