import { build } from 'hdr-histogram-js';

/** Durations in milliseconds, kept to the microsecond. */
export interface Latencies {
  record(durationMs: number): void;
  count(): number;
  /** Of 0..100, in milliseconds. Throws when nothing was recorded: a percentile of nothing means a broken run. */
  percentile(percent: number): number;
}

const longestMs = 600_000;

export function recordLatencies(): Latencies {
  const histogram = build({
    highestTrackableValue: longestMs * 1000,
    numberOfSignificantValueDigits: 3,
    autoResize: false,
  });
  return {
    record(durationMs) {
      histogram.recordValue(Math.round(Math.min(Math.max(durationMs, 0), longestMs) * 1000));
    },
    count: () => histogram.totalCount,
    percentile(percent) {
      if (histogram.totalCount === 0) throw new Error('Nothing was measured.');
      return histogram.getValueAtPercentile(percent) / 1000;
    },
  };
}
