import type { EventCounts } from '../../ports/event-counts.ts';

/** Since the process started. */
export interface Counts extends EventCounts {
  entries(): Iterable<readonly [what: string, outcome: string, count: number]>;
}

export function countEvents(): Counts {
  const counts = new Map<string, { readonly what: string; readonly outcome: string; count: number }>();
  return {
    add(what, outcome) {
      const key = `${what} ${outcome}`;
      const known = counts.get(key);
      if (known) known.count += 1;
      else counts.set(key, { what, outcome, count: 1 });
    },
    *entries() {
      for (const { what, outcome, count } of counts.values()) yield [what, outcome, count] as const;
    },
  };
}
