/** How often what happened, since the process started: for the metrics. */
export interface Counts {
  add(what: string, outcome: string): void;
  entries(): Iterable<readonly [what: string, outcome: string, count: number]>;
}

/** Names come from the code, so that there are few of them. */
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
