import { expect, test } from 'vitest';
import { recordLatencies } from './latencies.ts';

test('percentiles are those of the durations, to a thousandth of their size', () => {
  const latencies = recordLatencies();
  for (let ms = 1; ms <= 1000; ms += 1) latencies.record(ms / 10);
  expect(latencies.count()).toBe(1000);
  expect(latencies.percentile(50)).toBeCloseTo(50, 1);
  expect(latencies.percentile(99)).toBeCloseTo(99, 1);
  expect(latencies.percentile(100)).toBeCloseTo(100, 1);
});

test('parts of a millisecond count', () => {
  const latencies = recordLatencies();
  latencies.record(0.042);
  expect(latencies.percentile(50)).toBe(0.042);
});

test('nothing measured has no percentile', () => {
  expect(() => recordLatencies().percentile(99)).toThrow('Nothing was measured.');
});
