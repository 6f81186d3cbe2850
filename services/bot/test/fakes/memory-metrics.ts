import type { CallReport, WorkMetrics } from '../../src/ports/metrics.ts';

export interface MemoryMetrics extends WorkMetrics {
  /** How often, by words with spaces between them. */
  readonly counts: ReadonlyMap<string, number>;
  /** What was handled and delivered, in order. */
  readonly work: readonly Parameters<WorkMetrics['handled' | 'delivered']>[0][];
  readonly calls: readonly CallReport[];
}

export function createMemoryMetrics(): MemoryMetrics {
  const counts = new Map<string, number>();
  const work: Parameters<WorkMetrics['handled' | 'delivered']>[0][] = [];
  const calls: CallReport[] = [];
  const count = (words: string, more = 1) => void counts.set(words, (counts.get(words) ?? 0) + more);
  return {
    ...{ counts, work, calls },
    add: (what, outcome) => count(`${what} ${outcome}`),
    handled: (arrival) => void work.push(arrival),
    delivered: (effect) => void work.push(effect),
    called: (_peer, call) => void calls.push(call),
    decided: (flow, outcome) => count(`${flow} ${outcome}`),
    removed: (of, rows) => count(`removed ${of}`, rows),
    foundGaps: (tickets) => count('gaps', tickets),
    sawPendingUpdates: (updates) => count('pending-updates', updates),
    sawFormerKeys: (rows) => count('former-keys', rows),
  };
}
