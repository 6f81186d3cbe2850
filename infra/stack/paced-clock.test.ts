import { afterEach, expect, it, vi } from 'vitest';
import { pacedClock } from './paced-clock.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('passes half an hour in 90 seconds, at twenty times the speed', () => {
  vi.useFakeTimers();
  const fromMs = Date.now();
  const clock = pacedClock({ fromMs, speed: 20 });
  expect(clock.now()).toBe(fromMs);
  vi.advanceTimersByTime(90_000);
  expect(clock.now() - fromMs).toBe(30 * 60_000);
});
