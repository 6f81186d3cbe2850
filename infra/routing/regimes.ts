import type { Staff, Workload } from './desk.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const mix = { critical: 0.05, high: 0.15, medium: 0.5, low: 0.3 } as const;
const serviceMinutes = 10;

/** The desks that forecasts are judged on. */
export const regimes = [
  'steady',
  'bursty',
  'time-varying',
  'overloaded',
  'few on shift',
  'one to three in turns',
] as const;
export type Regime = (typeof regimes)[number];

export function workloadOf(regime: Regime, days: number): Workload {
  const untilMs = days * dayMs;
  switch (regime) {
    case 'steady':
      return varying(alwaysThere(8, untilMs), untilMs, 0.925, () => 0.925);
    case 'bursty':
      // A quarter of every two hours brings three times what the rest does.
      return varying(alwaysThere(8, untilMs), untilMs, 1.7, (at) => (at % (2 * hourMs) < hourMs / 2 ? 1.7 : 0.57));
    case 'time-varying':
      return varying(
        alwaysThere(8, untilMs),
        untilMs,
        1.2,
        (at) => 0.8 + 0.4 * Math.sin((at / (8 * hourMs)) * 2 * Math.PI),
      );
    case 'overloaded':
      return { ...varying(alwaysThere(8, untilMs), untilMs, 1.3, () => 1.3), patienceMinutes: 40 };
    case 'few on shift':
      return varying(alwaysThere(2, untilMs), untilMs, 0.925, () => 0.925);
    case 'one to three in turns':
      return varying(inTurns(3, untilMs), untilMs, 0.85, () => 0.85, 2);
  }
}

function varying(
  staff: readonly Staff[],
  untilMs: number,
  peak: number,
  loadAt: (at: number) => number,
  slots = staff.length,
): Workload {
  return {
    ...{ staff, untilMs, mix, serviceMinutes, serviceShape: 2 },
    arrivalsPerMinute: (at) => (loadAt(at) * slots) / serviceMinutes,
    peakPerMinute: (peak * slots) / serviceMinutes,
    patienceMinutes: 90,
    answers: { afterSeconds: 10, declined: 0.03, missed: 0.02 },
  };
}

function alwaysThere(count: number, untilMs: number): Staff[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `specialist-${at}`,
    spans: [{ from: 0, to: 3 * untilMs }],
    speed: 1,
  }));
}

/** Four hours there, two away, one after the other: two are there at most times, now and then one or three. */
function inTurns(count: number, untilMs: number): Staff[] {
  return Array.from({ length: count }, (_, at) => {
    const spans = [];
    for (let from = -at * 2.1 * hourMs; from < untilMs + dayMs; from += 6 * hourMs) {
      if (from + 4 * hourMs > 0) spans.push({ from: Math.max(0, from), to: from + 4 * hourMs });
    }
    return { id: `specialist-${at}`, spans, speed: 1 };
  });
}
