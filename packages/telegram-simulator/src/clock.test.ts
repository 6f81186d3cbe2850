import { expect, it } from 'vitest';
import { createSteeredClock } from './clock.ts';

it('runs timers in the order of their due times and not before', () => {
  const clock = createSteeredClock(0);
  const ran: string[] = [];
  clock.setTimer(() => ran.push(`b at ${clock.now()}`), 20);
  clock.setTimer(() => {
    ran.push(`a at ${clock.now()}`);
    clock.setTimer(() => ran.push(`c at ${clock.now()}`), 5);
  }, 10);
  const cancel = clock.setTimer(() => ran.push('never'), 12);
  cancel();
  clock.advance(9);
  expect(ran).toEqual([]);
  clock.advance(11);
  expect(ran).toEqual(['a at 10', 'c at 15', 'b at 20']);
});
