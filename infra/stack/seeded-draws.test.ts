import { expect, test } from 'vitest';
import { drawFrom } from './seeded-draws.ts';

test('the same seed draws the same, another seed something else', () => {
  const drawn = (seed: number) => {
    const draws = drawFrom(seed);
    return [draws.whole(1, 1000), draws.fraction(), draws.pauseMs(50), ...draws.shuffle([1, 2, 3, 4, 5, 6, 7, 8])];
  };
  expect(drawn(7)).toEqual(drawn(7));
  expect(drawn(7)).not.toEqual(drawn(8));
});

test('a shuffle keeps everything', () => {
  const items = Array.from({ length: 100 }, (_, at) => at);
  const shuffled = drawFrom(1).shuffle(items);
  expect(shuffled).not.toEqual(items);
  expect(shuffled.toSorted((one, another) => one - another)).toEqual(items);
});

test('pauses come to the rate asked for', () => {
  const draws = drawFrom(1);
  const pauses = Array.from({ length: 20_000 }, () => draws.pauseMs(50));
  const meanMs = pauses.reduce((sum, pause) => sum + pause, 0) / pauses.length;
  expect(meanMs).toBeGreaterThan(19.5);
  expect(meanMs).toBeLessThan(20.5);
});
