/** What was forecast for somebody without correction, and how long it really took. Minutes. */
export interface WaitOutcome {
  readonly meanMinutes: number;
  readonly p50Minutes: number;
  readonly p90Minutes: number;
  readonly waitedMinutes: number;
}

/** Factors by which the forecasts of a class are scaled. */
export interface Correction {
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
}

export const noCorrection: Correction = { mean: 1, p50: 1, p90: 1 };

/** The latest outcomes of a class that count. */
export const outcomesMax = 500;
/** With fewer the formula stands alone. */
const outcomesMin = 30;

/**
 * Scales the forecasts of a class so that they would have been right for its latest outcomes: the mean in total, P50
 * for half of them, P90 for nine in ten (the conformal quantile, (n + 1) · q). `outcomes`: oldest first.
 */
export function measureCorrection(outcomes: readonly WaitOutcome[]): Correction {
  const latest = outcomes.slice(-outcomesMax);
  if (latest.length < outcomesMin) return noCorrection;
  let waited = 0;
  let forecast = 0;
  for (const outcome of latest) {
    waited += outcome.waitedMinutes;
    forecast += outcome.meanMinutes;
  }
  return {
    mean: forecast === 0 ? 1 : waited / forecast,
    p50: ratioQuantile(latest, 0.5, ({ p50Minutes }) => p50Minutes),
    p90: ratioQuantile(latest, 0.9, ({ p90Minutes }) => p90Minutes),
  };
}

function ratioQuantile(outcomes: readonly WaitOutcome[], share: number, forecastOf: (one: WaitOutcome) => number) {
  const ratios = outcomes
    .filter((outcome) => forecastOf(outcome) > 0)
    .map((outcome) => outcome.waitedMinutes / forecastOf(outcome))
    .sort((one, another) => one - another);
  const rank = Math.min(ratios.length, Math.ceil((ratios.length + 1) * share));
  return ratios[rank - 1] ?? 1;
}
