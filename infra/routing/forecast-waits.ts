import {
  type Correction,
  estimateWait,
  measureCorrection,
  measureRates,
  noCorrection,
  outcomesMax,
  type Priority,
  priorities,
  ratesPeriodMs,
  type TeamRates,
  type Waiter,
  type WaitOutcome,
} from '@desk/domain';
import type { Story, View } from './desk.ts';
import type { Watcher } from './step-desk.ts';

const minuteMs = 60_000;
/** A desk reads its rates again after this long, not for every request. */
const ratesEveryMs = 10 * minuteMs;

/** One forecast made when somebody began to wait, and what it was worth. Minutes. */
export interface JudgedForecast {
  readonly priority: Priority;
  readonly at: number;
  readonly meanMinutes: number;
  readonly p50Minutes: number;
  readonly p90Minutes: number;
  /** P90 without correction. */
  readonly rawP90Minutes: number;
  /** The mean of the latest waits of the same class, for each number of waits asked for. */
  readonly averages: readonly number[];
  readonly waitedMinutes: number;
}

interface Open extends Omit<JudgedForecast, 'waitedMinutes'> {
  readonly raw: Omit<WaitOutcome, 'waitedMinutes'>;
}

export interface ForecastJudge {
  readonly watcher: Watcher;
  readonly judged: readonly JudgedForecast[];
}

/**
 * Makes the desk's forecast and the usual ones for everyone who has to wait, and judges them when the wait is over.
 * Those who leave are not judged: nobody knows how long they would have waited.
 */
export function judgeForecasts(averagesOf: readonly number[]): ForecastJudge {
  const judged: JudgedForecast[] = [];
  const open = new Map<string, Open>();
  const facts: Story[] = [];
  const waits: Record<Priority, number[]> = { critical: [], high: [], medium: [], low: [] };
  const outcomes: Record<Priority, WaitOutcome[]> = { critical: [], high: [], medium: [], low: [] };
  const corrections: Record<Priority, Correction> = {
    ...{ critical: noCorrection, high: noCorrection, medium: noCorrection, low: noCorrection },
  };
  let rates: { readonly at: number; readonly of: TeamRates } | null = null;

  function ratesAt(now: number): TeamRates {
    if (rates === null || now - rates.at >= ratesEveryMs) {
      while ((facts[0]?.queuedAt ?? now) <= now - ratesPeriodMs) facts.shift();
      rates = { at: now, of: measureRates(facts, now) };
      for (const priority of priorities) corrections[priority] = measureCorrection(outcomes[priority]);
    }
    return rates.of;
  }

  return {
    judged,
    watcher: {
      arrived: (story) => facts.push(story),
      hasToWait(story, waiter, view) {
        const correction = corrections[waiter.priority];
        const estimate = forecast(waiter, view, ratesAt(view.now), correction);
        const latest = waits[waiter.priority];
        if (estimate === null) return;
        const averages = averagesOf.map((count) => mean(latest.slice(-count)));
        const { uncorrected: raw } = estimate;
        const { meanMinutes, p50Minutes, p90Minutes } = estimate;
        const forecasts = { meanMinutes, p50Minutes, p90Minutes, rawP90Minutes: raw.p90Minutes };
        open.set(story.id, { priority: waiter.priority, at: view.now, ...forecasts, averages, raw });
      },
      accepted(story, now) {
        const waitedMinutes = (now - story.queuedAt) / minuteMs;
        const made = open.get(story.id);
        if (!made) return;
        open.delete(story.id);
        const { raw, ...forecasts } = made;
        keep(outcomes[story.priority], { ...raw, waitedMinutes }, outcomesMax);
        // No average without a single wait of the class: from then on both are judged.
        if (waits[story.priority].length > 0 && !Number.isNaN(made.averages[0]))
          judged.push({ ...forecasts, waitedMinutes });
        keep(waits[story.priority], waitedMinutes, Math.max(...averagesOf));
      },
    },
  };
}

function forecast(waiter: Waiter, view: View, rates: TeamRates, correction: Correction) {
  const slots = view.workers.filter(({ onShift }) => onShift).length;
  const estimate = estimateWait({ waiter, lists: view.lists, slots, rates, correction, now: view.now });
  return estimate.kind === 'estimate' ? estimate : null;
}

function keep<Item>(items: Item[], item: Item, itemsMax: number): void {
  items.push(item);
  if (items.length > itemsMax) items.shift();
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
