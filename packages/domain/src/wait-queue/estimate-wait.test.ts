import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { now } from '../assignment/candidate.fixture.ts';
import type { Priority } from '../ticket/ticket.ts';
import { measureCorrection, noCorrection } from './correct-estimate.ts';
import { estimateWait, type WaitQuestion } from './estimate-wait.ts';
import { gammaQuantile } from './gamma-quantile.ts';
import { type ConsultationFact, measureRates, ratesPeriodMs, type TeamRates } from './measure-rates.ts';
import { whoWentAhead } from './place-in-line.ts';
import type { Waiter } from './wait-queue.ts';

fc.configureGlobal({ seed: 20_261_121 });

const minuteMs = 60_000;
const quiet = { critical: 0, high: 0, medium: 0, low: 0 };
const rates: TeamRates = { arrivals: quiet, service: 0.1, leaving: 0, ended: 100 };
const waiter = (priority: Priority, ageMinutes: number): Waiter => ({
  ...{ consultationId: `${priority} ${ageMinutes}`, priority, queuedAt: now - ageMinutes * minuteMs },
});

function ask(change: Partial<WaitQuestion> = {}) {
  const lists = { critical: [], high: [], medium: [], low: [] };
  return estimateWait({
    waiter: waiter('medium', 0),
    lists,
    slots: 2,
    rates,
    correction: noCorrection,
    now,
    ...change,
  });
}

describe('an estimated wait', () => {
  const none = { critical: [], high: [], medium: [], low: [] };
  // Two slots that end a dialogue every ten minutes each: five minutes a turn.
  it.each<{ name: string; change: Partial<WaitQuestion>; place: number; minutes: number }>([
    { name: 'alone', change: {}, place: 1, minutes: 5 },
    {
      name: 'behind two of the same',
      change: { lists: { ...none, medium: [waiter('medium', 9), waiter('medium', 1)] } },
      place: 3,
      minutes: 15,
    },
    {
      name: 'before a younger one',
      change: { waiter: waiter('medium', 5), lists: { ...none, medium: [waiter('medium', 1)] } },
      place: 1,
      minutes: 5,
    },
    {
      name: 'behind a low one who waits long',
      change: { lists: { ...none, low: [waiter('low', 60)] } },
      place: 2,
      minutes: 10,
    },
    // 1 · (4 + w) is less than 2 · w from w = 4 on, and nobody is served before w = 5.
    { name: 'a low one soon passed', change: { lists: { ...none, low: [waiter('low', 4)] } }, place: 1, minutes: 5 },
    {
      name: 'people leave',
      change: { rates: { ...rates, leaving: 0.1 }, lists: { ...none, medium: [waiter('medium', 1)] } },
      place: 2,
      minutes: Math.log(2) / 0.1,
    },
    // w = 5 · (1 + 0.1 · w · (1 − 1/2))  =>  w = 5 / 0.75
    {
      name: 'higher ones keep coming',
      change: { rates: { ...rates, arrivals: { ...quiet, high: 0.1 } } },
      place: 1,
      minutes: 5 / 0.75,
    },
  ])('$name: place $place, $minutes min', ({ change, place, minutes }) => {
    const estimate = ask(change);
    expect(estimate).toMatchObject({ kind: 'estimate', place });
    expect(estimate.kind === 'estimate' && estimate.meanMinutes).toBeCloseTo(minutes, 1);
  });

  it.each<{ name: string; change: Partial<WaitQuestion>; reason: string }>([
    { name: 'an empty desk', change: { slots: 0 }, reason: 'nobody-on-shift' },
    { name: 'a new desk', change: { rates: { ...rates, ended: 19 } }, reason: 'too-few-consultations' },
    {
      name: 'more coming than going',
      change: { waiter: waiter('low', 0), rates: { ...rates, arrivals: { ...quiet, critical: 1 } } },
      reason: 'too-long',
    },
  ])('there is none for $name, but a place', ({ change, reason }) => {
    expect(ask(change)).toMatchObject({ kind: 'no-estimate', reason, place: 1 });
  });

  it('solves its equation, the first time it is solved, and P50 is below P90', () => {
    const ages = fc
      .array(fc.integer({ min: 0, max: 90 }), { maxLength: 12 })
      .map((each) => each.sort((one, two) => two - one));
    const rate = fc.double({ min: 0, max: 0.05, noNaN: true });
    fc.assert(
      fc.property(ages, ages, rate, rate, fc.integer({ min: 1, max: 9 }), (low, medium, high, leaving, slots) => {
        const lists = {
          ...none,
          low: low.map((age) => waiter('low', age)),
          medium: medium.map((age) => waiter('medium', age)),
        };
        const estimate = ask({ lists, slots, rates: { ...rates, leaving, arrivals: { ...quiet, high } } });
        if (estimate.kind === 'no-estimate') return;
        const at = (minutes: number) => {
          const ahead = [
            ...lists.low.map((each) => [1, each] as const),
            ...lists.medium.map((each) => [2, each] as const),
          ];
          const passed = ahead.filter(
            ([weight, each]) => weight * ((now - each.queuedAt) / minuteMs + minutes) > 2 * minutes,
          );
          const turns = 1 + passed.length + high * Math.max(0, minutes / 2);
          const pace = slots * rates.service;
          return leaving === 0 ? turns / pace : Math.log1p((turns * leaving) / pace) / leaving;
        };
        const { meanMinutes, p50Minutes, p90Minutes } = estimate;
        expect(at(meanMinutes + 0.01)).toBeLessThanOrEqual(meanMinutes + 0.02);
        expect(at(Math.max(0, meanMinutes - 0.02))).toBeGreaterThanOrEqual(meanMinutes - 0.02);
        expect(p50Minutes).toBeLessThanOrEqual(p90Minutes);
      }),
    );
  });
});

it('a place that grew says who went ahead, the most urgent first', () => {
  expect(whoWentAhead({ ...quiet, low: 3 }, { ...quiet, critical: 1, high: 1, low: 2 })).toBe('critical');
  expect(whoWentAhead({ ...quiet, high: 2 }, { ...quiet, high: 1 })).toBeNull();
});

describe('quantiles of the gamma distribution are near the exact ones', () => {
  it.each([
    { shape: 1, p50: Math.LN2, p90: Math.LN10 },
    { shape: 2, p50: 1.6783, p90: 3.8897 },
    { shape: 10, p50: 9.6687, p90: 14.206 },
  ])('shape $shape', ({ shape, p50, p90 }) => {
    expect(Math.abs(gammaQuantile(shape, shape, 'p50') / p50 - 1)).toBeLessThan(0.015);
    expect(Math.abs(gammaQuantile(shape, shape, 'p90') / p90 - 1)).toBeLessThan(0.015);
  });
});

describe('the correction of a class', () => {
  const outcome = (waitedMinutes: number) => ({ meanMinutes: 10, p50Minutes: 10, p90Minutes: 20, waitedMinutes });
  const upTo = (count: number) => Array.from({ length: count }, (_, at) => outcome(at + 1));

  it('is none with fewer than thirty outcomes', () => {
    expect(measureCorrection(upTo(29))).toEqual(noCorrection);
  });

  it('would have been right for the outcomes it rests on', () => {
    const { mean, p50, p90 } = measureCorrection(upTo(99));
    expect(mean).toBeCloseTo(5);
    expect(p50).toBeCloseTo(5);
    expect(p90).toBeCloseTo(4.5);
  });

  it('rests on the latest five hundred', () => {
    const early = Array.from({ length: 100 }, () => outcome(1000));
    const latest = Array.from({ length: 500 }, () => outcome(10));
    expect(measureCorrection([...early, ...latest])).toEqual({ mean: 1, p50: 1, p90: 0.5 });
  });
});

describe('the rates of a team', () => {
  const fact = (change: Partial<ConsultationFact>): ConsultationFact => ({
    ...{ priority: 'medium', queuedAt: now - 30 * minuteMs },
    ...{ offeredAt: null, acceptedAt: null, endedAt: null, leftAt: null },
    ...change,
  });
  const ago = (minutes: number) => now - minutes * minuteMs;

  it('of nothing are nothing', () => {
    expect(measureRates([], now)).toEqual({ arrivals: quiet, service: 0, leaving: 0, ended: 0 });
  });

  it('count a slot from the offer that was accepted, and the wait of everyone', () => {
    const facts = [
      fact({ offeredAt: ago(25), acceptedAt: ago(24), endedAt: ago(15) }),
      fact({ offeredAt: ago(25), acceptedAt: ago(24) }),
      fact({ leftAt: ago(22) }),
      fact({ queuedAt: now - ratesPeriodMs, leftAt: now }),
      fact({ queuedAt: now + 1 }),
    ];
    expect(measureRates(facts, now)).toMatchObject({ service: 1 / 35, leaving: 1 / 20, ended: 1 });
  });

  it('hold the latest hour to the mean of the period, in the shares of the period', () => {
    const hourly = Array.from({ length: 100 }, (_, hour) =>
      (['high', 'medium', 'medium'] as const).map((priority) => fact({ priority, queuedAt: ago(60 * hour + 30) })),
    ).flat();
    const { arrivals } = measureRates(hourly, now);
    expect(arrivals.high).toBeCloseTo(1 / 60, 3);
    expect(arrivals.medium).toBeCloseTo(2 / 60, 3);
    const burst = Array.from({ length: 60 }, () => fact({}));
    const after = measureRates([...hourly, ...burst], now).arrivals;
    expect(after.medium).toBeGreaterThan(arrivals.medium);
    expect(after.high + after.medium).toBeLessThan(63 / 60 / 4);
  });
});
