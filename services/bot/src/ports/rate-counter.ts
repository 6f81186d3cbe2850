/** Counts what someone does within a span of time; across all processes where it can, in this one where it cannot. */
export interface RateCounter {
  /** Counts one more; how many within the span by now, and how long the span still lasts. Never throws. */
  count(key: string, spanMs: number): Promise<{ readonly count: number; readonly leftMs: number }>;
}
