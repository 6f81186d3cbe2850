import { type Priority, priorities } from '@desk/domain';
import type { Story, Worker } from './desk.ts';
import type { JudgedForecast } from './forecast-waits.ts';

const minuteMs = 60_000;

export interface WaitFigures {
  readonly count: number;
  /** Requests that were never served. */
  readonly unserved: number;
  readonly p95Minutes: Readonly<Record<Priority, number>>;
  readonly longestMinutes: Readonly<Record<Priority, number>>;
}

/** How long people waited, by priority. */
export function waitFigures(stories: readonly Story[]): WaitFigures {
  const p95Minutes = { critical: 0, high: 0, medium: 0, low: 0 };
  const longestMinutes = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const priority of priorities) {
    const waits = stories
      .flatMap((story) =>
        story.priority === priority && story.acceptedAt !== null
          ? [(story.acceptedAt - story.queuedAt) / minuteMs]
          : [],
      )
      .sort((one, another) => one - another);
    p95Minutes[priority] = waits[Math.ceil(waits.length * 0.95) - 1] ?? 0;
    longestMinutes[priority] = waits.at(-1) ?? 0;
  }
  const unserved = stories.filter(({ acceptedAt }) => acceptedAt === null).length;
  return { count: stories.length, unserved, p95Minutes, longestMinutes };
}

/** Jain's index of work per hour on shift: 1 when it is the same for all, 1/n when one does everything. */
export function fairness(workers: readonly Worker[]): number {
  const shares = workers.map(({ workedMs, onShiftMs }) => workedMs / onShiftMs);
  const sum = total(shares);
  return (sum * sum) / (shares.length * total(shares.map((share) => share * share)));
}

export interface ForecastFigures {
  readonly count: number;
  readonly meanWaitMinutes: number;
  /** Root mean square error of the desk's forecast. */
  readonly rmse: number;
  /** Of each moving average. */
  readonly averagesRmse: readonly number[];
  /** Share of waits within P90. */
  readonly coverage: number;
  readonly uncorrectedCoverage: number;
}

export function forecastFigures(judged: readonly JudgedForecast[]): ForecastFigures {
  const share = (holds: (one: JudgedForecast) => boolean) => judged.filter(holds).length / judged.length;
  const rmse = (forecastOf: (one: JudgedForecast) => number) =>
    Math.sqrt(total(judged.map((one) => (forecastOf(one) - one.waitedMinutes) ** 2)) / judged.length);
  const averages = judged[0]?.averages ?? [];
  return {
    count: judged.length,
    meanWaitMinutes: total(judged.map(({ waitedMinutes }) => waitedMinutes)) / judged.length,
    rmse: rmse(({ meanMinutes }) => meanMinutes),
    averagesRmse: averages.map((_, at) => rmse((one) => one.averages[at] ?? 0)),
    coverage: share(({ waitedMinutes, p90Minutes }) => waitedMinutes <= p90Minutes),
    uncorrectedCoverage: share(({ waitedMinutes, rawP90Minutes }) => waitedMinutes <= rawP90Minutes),
  };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
