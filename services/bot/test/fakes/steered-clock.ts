import type { Clock, Ids } from '../../src/ports/system.ts';

export interface SteeredClock extends Clock {
  advance(ms: number): void;
  set(at: number): void;
}

export function steeredClock(startsAt: number): SteeredClock {
  let at = startsAt;
  return {
    now: () => at,
    advance(ms) {
      at += ms;
    },
    set(to) {
      at = to;
    },
  };
}

/** Ids in the shape of UUIDs that tell their order, so that a failing test can be read. */
export function countedIds(): Ids {
  let count = 0;
  return {
    next() {
      count += 1;
      return `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`;
    },
    derive: (...words) => `derived-${words.join('-')}`,
  };
}
