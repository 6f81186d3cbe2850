import { afterEach, expect, it, vi } from 'vitest';
import { pacedClock } from './paced-clock.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('passes half an hour in 90 seconds once it begins to, at twenty times the speed', () => {
  vi.useFakeTimers();
  const fromMs = Date.now() + 60_000;
  const clock = pacedClock({ fromMs, speed: 20 });
  vi.advanceTimersByTime(59_000);
  expect(clock.now()).toBe(fromMs - 1_000);
  vi.advanceTimersByTime(91_000);
  expect(clock.now() - fromMs).toBe(30 * 60_000);
});
