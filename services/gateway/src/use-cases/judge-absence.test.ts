import fc from 'fast-check';
import { expect, it } from 'vitest';
import { judgeAbsence } from './judge-absence.ts';

const attemptedAt = 1_000_000;

it.each<[boolean, number, number, string]>([
  [true, 0, 60_000, 'look-again'],
  [true, 1, 29_999, 'look-again'],
  [true, 1, 30_000, 'proven'],
  [false, 1, 60_000, 'look-again'],
  [false, 2, 59_999, 'look-again'],
  [false, 2, 60_000, 'proven'],
])('settled %s, %i vain looks before, %i ms on: %s', (settled, lookups, afterMs, kind) => {
  expect(judgeAbsence({ attemptedAt, lookups }, { settled }, attemptedAt + afterMs).kind).toBe(kind);
});

it('whoever comes back when told is done within four looks, and never before the time is up', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.integer({ min: 0, max: 100_000 }), (settled, firstAfterMs) => {
      let [now, lookups] = [attemptedAt + firstAfterMs, 0];
      for (let look = 0; look < 4; look += 1) {
        const absence = judgeAbsence({ attemptedAt, lookups }, { settled }, now);
        if (absence.kind === 'proven') return now - attemptedAt >= (settled ? 30_000 : 60_000);
        expect(absence.retryAfterMs).toBeGreaterThanOrEqual(1_000);
        lookups = absence.lookups;
        now += absence.retryAfterMs;
      }
      return false;
    }),
  );
});
