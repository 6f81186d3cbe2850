import { type Latencies, recordLatencies } from '../../bench/latencies.ts';

/** Durations by the stretch of time in which they ended. */
export interface SlicedLatencies {
  record(durationMs: number): void;
  /** The median, over the stretches, of their percentiles: a stretch in which the machine did something else moves it little. */
  percentile(percent: number): number;
}

/** With fewer in it a stretch says nothing: the last one is cut short. */
const leastCount = 100;

export function sliceLatencies({
  sliceMs,
  now = () => performance.now(),
}: {
  readonly sliceMs: number;
  readonly now?: () => number;
}): SlicedLatencies {
  const slices = new Map<number, Latencies>();
  return {
    record(durationMs) {
      const at = Math.floor(now() / sliceMs);
      const slice = slices.get(at) ?? recordLatencies();
      slices.set(at, slice);
      slice.record(durationMs);
    },
    percentile(percent) {
      const whole = [...slices.values()].filter((slice) => slice.count() >= leastCount);
      const sorted = whole.map((slice) => slice.percentile(percent)).toSorted((one, another) => one - another);
      const middle = sorted[Math.floor(sorted.length / 2)];
      if (middle === undefined) throw new Error('Too little was measured.');
      return middle;
    },
  };
}
