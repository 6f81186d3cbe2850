import { ofTheDesk } from '../../routing/disciplines.ts';
import { type ForecastFigures, forecastFigures } from '../../routing/figures.ts';
import { judgeForecasts } from '../../routing/forecast-waits.ts';
import { type Regime, regimes, workloadOf } from '../../routing/regimes.ts';
import { simulateDesk } from '../../routing/simulate-desk.ts';
import { dayMs } from '../../routing/workloads.ts';
import type { Bench } from '../bench.ts';
import type { Measurement } from '../row.ts';

const days = 40;
/** Until then every class has had enough outcomes. */
const warmUpDays = 5;
/** Waits that a moving average is taken over; the first is the usual one, the others tell how well any could do. */
const averagesOf = [30, 10, 100, 300];

export interface ForecastMeasurement extends ForecastFigures {
  readonly regime: Regime;
  readonly usualRmse: number;
  /** Of the average that turns out best for this regime, which nobody knows beforehand. */
  readonly bestRmse: number;
}

/** The desk's forecast for everyone who has to wait, beside a moving average of the waits of their class. */
export function measureForecasts({ seed, say }: Bench): ForecastMeasurement[] {
  say(`Forecasts: ${days} days in each of ${regimes.length} regimes`);
  return regimes.map((regime) => {
    const { judged, watcher } = judgeForecasts(averagesOf);
    simulateDesk(workloadOf(regime, days), { discipline: ofTheDesk, seed, watcher });
    const figures = forecastFigures(judged.filter(({ at }) => at > warmUpDays * dayMs));
    const { averagesRmse } = figures;
    return { ...figures, regime, usualRmse: averagesRmse[0] ?? 0, bestRmse: Math.min(...averagesRmse) };
  });
}

/** Shifts in turns has no goal: nobody tells the desk when people will come and go. */
export function forecastRows(measured: readonly ForecastMeasurement[]): Measurement[] {
  return measured.flatMap(({ regime, rmse, usualRmse, coverage }): Measurement[] => {
    const judged = regime !== 'shifts in turns';
    return [
      {
        name: `forecast of waits, ${regime}, RMSE (beside a moving average)`,
        ...{ value: rmse, unit: 'min', baseline: usualRmse },
        ...(judged && { goal: { of: 'ratio', atMost: 0.7 } }),
      },
      {
        name: `waits within P90, ${regime}`,
        ...{ value: coverage, unit: '' },
        goal: { of: 'value', atLeast: 0.88, atMost: 0.92 },
      },
    ];
  });
}
