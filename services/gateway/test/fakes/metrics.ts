import type { WorkMetrics } from '../../src/ports/metrics.ts';

export interface FakeMetrics extends WorkMetrics {
  /** How often, by words with spaces between them. */
  readonly counts: ReadonlyMap<string, number>;
}

export function createFakeMetrics(): FakeMetrics {
  const counts = new Map<string, number>();
  const count = (words: string) => void counts.set(words, (counts.get(words) ?? 0) + 1);
  return {
    counts,
    answered: ({ endpoint, status }) => count(`${endpoint} ${status}`),
    raisedAlarm: (alarm) => count(`alarm ${alarm}`),
    removed: (of) => count(`removed ${of}`),
    heardHook: (outcome) => count(`hook ${outcome}`),
    calledTracker: ({ call, outcome }) => count(`${call} ${outcome}`),
  };
}
