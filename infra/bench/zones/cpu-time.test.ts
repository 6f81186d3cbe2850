import { expect, test } from 'vitest';
import { ticksOfMachine, ticksOfProcess } from './cpu-time.ts';

test('reads the time of a process whatever it is called', () => {
  expect(ticksOfProcess('42 (a ) 9 9) S 1 42 42 0 -1 4194304 900 0 0 0 310 45 0 0 20 0')).toBe(355);
  expect(ticksOfProcess('')).toBe(0);
});

test('reads the time of the machine without what it idled', () => {
  expect(ticksOfMachine('cpu  100 20 30 4000 50 6 7 0 0 0\ncpu0 1 1 1 1 1 1 1 0 0 0\n')).toBe(163);
});
