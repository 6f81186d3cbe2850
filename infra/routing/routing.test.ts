import { expect, test } from 'vitest';
import { firstCome, longestIdle, ofTheDesk, strictPriority } from './disciplines.ts';
import { openEventQueue } from './event-queue.ts';
import { fairness, forecastFigures, waitFigures } from './figures.ts';
import { judgeForecasts } from './forecast-waits.ts';
import { workloadOf } from './regimes.ts';
import { simulateDesk } from './simulate-desk.ts';
import { busyDesk, dayMs, floodedDesk, officeDays } from './workloads.ts';

const seed = 20_261_121;

test('events come by time, those of one instant as they were added', () => {
  const queue = openEventQueue<string>();
  for (const [at, event] of [
    [3, 'd'],
    [1, 'a'],
    [2, 'b'],
    [2, 'c'],
    [5, 'e'],
  ] as const)
    queue.add(at, event);
  const order = Array.from({ length: 5 }, () => queue.next()?.event);
  expect(order).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(queue.next()).toBeNull();
});

test('the low wait less than under strict priority, the critical less than first come, first served', () => {
  const [desk, strict, come] = [ofTheDesk, strictPriority, firstCome].map((discipline) =>
    waitFigures(simulateDesk(busyDesk(12), { discipline, seed }).stories),
  );
  if (!desk || !strict || !come) throw new Error('three were simulated');
  expect(desk.count).toBeGreaterThan(10_000);
  expect(desk.unserved).toBe(0);
  expect(desk.p95Minutes.low).toBeLessThan(0.65 * strict.p95Minutes.low);
  expect(desk.p95Minutes.critical).toBeLessThan(0.35 * come.p95Minutes.critical);
});

test('no low request starves while the more urgent alone fill the desk', () => {
  const [desk, strict] = [ofTheDesk, strictPriority].map((discipline) =>
    waitFigures(simulateDesk(floodedDesk(), { discipline, seed }).stories),
  );
  expect(desk?.longestMinutes.low).toBeLessThan(0.65 * (strict?.longestMinutes.low ?? 0));
});

test('work is shared as fairly as by the longest idle', () => {
  const of = (discipline: typeof ofTheDesk) =>
    fairness(simulateDesk(officeDays(20, 0.6, 'alike'), { discipline, seed }).workers);
  expect(of(ofTheDesk)).toBeGreaterThan(0.98);
  expect(of(ofTheDesk)).toBeGreaterThan(of(longestIdle) - 0.002);
});

test.each(['steady', 'time-varying'] as const)(
  'the forecast of waits is better than a moving average (%s)',
  (regime) => {
    const { judged, watcher } = judgeForecasts([30]);
    simulateDesk(workloadOf(regime, 9), { discipline: ofTheDesk, seed, watcher });
    const figures = forecastFigures(judged.filter(({ at }) => at > 3 * dayMs));
    expect(figures.count).toBeGreaterThan(1000);
    expect(figures.rmse).toBeLessThan(0.7 * (figures.averagesRmse[0] ?? 0));
    expect(figures.coverage).toBeGreaterThan(0.87);
    expect(figures.coverage).toBeLessThan(0.93);
  },
);

test('the same seed tells the same story', () => {
  const once = () => simulateDesk(officeDays(1, 0.9, 'mixed'), { discipline: ofTheDesk, seed }).stories;
  expect(once()).toEqual(once());
});
