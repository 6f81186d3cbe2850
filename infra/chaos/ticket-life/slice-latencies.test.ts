import { expect, it } from 'vitest';
import { sliceLatencies } from './slice-latencies.ts';

it('takes the middle one of the stretches, and leaves out one that is cut short', () => {
  let now = 0;
  const latencies = sliceLatencies({ sliceMs: 10_000, now: () => now });
  const fill = (durationMs: number, count: number) => {
    for (let each = 0; each < count; each += 1) latencies.record(durationMs);
    now += 10_000;
  };
  for (const [durationMs, count] of [
    [10, 100],
    [500, 100],
    [12, 100],
    [900, 3],
  ] as const)
    fill(durationMs, count);
  expect(latencies.percentile(99)).toBeCloseTo(12, 1);
});

it('says nothing of too little', () => {
  const latencies = sliceLatencies({ sliceMs: 10_000, now: () => 0 });
  latencies.record(1);
  expect(() => latencies.percentile(50)).toThrow('Too little');
});
