import type { Clock, Ids } from '../../src/ports/system.ts';

/** A clock that stands still until it is moved. */
export interface SteeredClock extends Clock {
  advance(ms: number): void;
}

export const testStart = Date.parse('2026-11-23T08:00:00Z');

export function createSteeredClock(start = testStart): SteeredClock {
  let now = start;
  return {
    now: () => now,
    advance(ms) {
      now += ms;
    },
  };
}

/** Ids in order: the same in every run. */
export function createFakeIds(): Ids {
  let count = 0;
  const next = () => {
    count += 1;
    return count;
  };
  return {
    uuid: () => aUuid(next()),
    referenceCode: () => `C${String(next()).padStart(5, '0')}`,
  };
}

/** A well-formed UUID that says which one it is. */
export function aUuid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
