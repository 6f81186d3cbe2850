import type { Correction } from './correct-estimate.ts';
import { gammaQuantile } from './gamma-quantile.ts';
import { type Ahead, aheadOf, type Line, servedBefore } from './place-in-line.ts';

const horizonMinutes = 8 * 60;
const endedMin = 20;
/** Half a second is more than enough for a range in minutes. */
const toleranceMinutes = 1 / 120;

/** `waiter` of the line is who asks. */
export interface WaitQuestion extends Line {
  /** Consultations the specialists on shift can have at a time. */
  readonly slots: number;
  /** Of the class of who asks. */
  readonly correction: Correction;
}

export type NoEstimateReason = 'nobody-on-shift' | 'too-few-consultations' | 'too-long';

/** Of the time still to wait, in minutes. */
export interface Forecast {
  readonly meanMinutes: number;
  readonly p50Minutes: number;
  readonly p90Minutes: number;
}

export type WaitEstimate =
  | ({ readonly kind: 'estimate'; readonly uncorrected: Forecast } & Place & Forecast)
  | ({ readonly kind: 'no-estimate'; readonly reason: NoEstimateReason } & Place);

interface Place {
  /** Those expected to be served before, plus one; where nothing is expected, those who are before now. */
  readonly place: number;
  readonly ahead: Ahead;
}

/**
 * How long somebody still waits, and their place: those expected to be served before them, plus one (architecture,
 * "Estimated wait"). With their age, weight b and accumulated priority p, for others j:
 *
 *     R(w) = 1 + #{waiting j: p_j + b_j·w > p + b·w} + sum over b_j > b of lambda_j · max(0, w·(1 − b/b_j) − age·b/b_j)
 *     wait = smallest w in [0, 8 h] with D(R(w)) <= w;   D(x) = x/(s·mu) if theta = 0, else ln(1 + x·theta/(s·mu))/theta
 *
 * P50 and P90 are those of a gamma distribution with that mean and variance R/(s·mu + theta·R/2)².
 */
export function estimateWait(question: WaitQuestion): WaitEstimate {
  const { slots, rates, correction } = question;
  const here = { place: servedBefore(question, 0) + 1, ahead: aheadOf(question) };
  if (slots <= 0) return { kind: 'no-estimate', ...here, reason: 'nobody-on-shift' };
  if (rates.ended < endedMin || rates.service <= 0) {
    return { kind: 'no-estimate', ...here, reason: 'too-few-consultations' };
  }
  const mean = solve(question);
  if (mean === null) return { kind: 'no-estimate', ...here, reason: 'too-long' };

  const turns = servedBefore(question, mean) + 1;
  const deviation = slots * rates.service + (rates.leaving * turns) / 2;
  const variance = turns / (deviation * deviation);
  const uncorrected = {
    meanMinutes: mean,
    p50Minutes: gammaQuantile(mean, variance, 'p50'),
    p90Minutes: gammaQuantile(mean, variance, 'p90'),
  };
  return { kind: 'estimate', ...here, place: Math.round(turns), uncorrected, ...corrected(uncorrected, correction) };
}

function corrected({ meanMinutes, p50Minutes, p90Minutes }: Forecast, { mean, p50, p90 }: Correction): Forecast {
  return { meanMinutes: meanMinutes * mean, p50Minutes: p50Minutes * p50, p90Minutes: p90Minutes * p90 };
}

/** By bisection, in a bracket found by doubling from below: the smallest root, where there are several. */
function solve(question: WaitQuestion): number | null {
  const late = (minutes: number) => departureMinutes(servedBefore(question, minutes) + 1, question) > minutes;
  let low = 0;
  let high = departureMinutes(1, question);
  while (late(high)) {
    if (high >= horizonMinutes) return null;
    low = high;
    high = Math.min(2 * high, horizonMinutes);
  }
  while (high - low > toleranceMinutes) {
    const middle = (low + high) / 2;
    if (late(middle)) low = middle;
    else high = middle;
  }
  return high;
}

/** D(x): until as many slots were freed, or their waiters left. */
function departureMinutes(turns: number, { slots, rates }: WaitQuestion): number {
  const { service, leaving } = rates;
  const pace = slots * service;
  return leaving === 0 ? turns / pace : Math.log1p((turns * leaving) / pace) / leaving;
}
