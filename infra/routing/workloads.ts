import type { Staff, Workload } from './desk.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

export const usualMix = { critical: 0.05, high: 0.15, medium: 0.5, low: 0.3 } as const;
export const serviceMinutes = 10;

const answersAtOnce = { afterSeconds: 0, declined: 0, missed: 0 } as const;

/** Eight slots at a load of 0.925, day and night; offers are answered at once and nobody leaves. */
export function busyDesk(days: number): Workload {
  const untilMs = days * dayMs;
  const arrivals = (0.925 * 8) / serviceMinutes;
  return {
    ...{
      staff: alwaysThere(8, untilMs),
      untilMs,
      mix: usualMix,
      serviceMinutes,
      serviceShape: 1,
      patienceMinutes: null,
    },
    ...{ arrivalsPerMinute: () => arrivals, peakPerMinute: arrivals, answers: answersAtOnce },
  };
}

/** Ten hours in which the more urgent alone are more than the desk can do; a few low ones come as well. */
export function floodedDesk(): Workload {
  const arrivals = (1.1 * 8) / serviceMinutes;
  return {
    ...busyDesk(1),
    ...{ untilMs: 10 * hourMs, mix: { critical: 0.1, high: 0.3, medium: 0.55, low: 0.05 } },
    ...{ arrivalsPerMinute: () => arrivals, peakPerMinute: arrivals },
  };
}

/**
 * Office days of eight specialists with different hours and lunch breaks, at that load of whoever is there. `speeds`:
 * alike, or from a fifth slower than usual to a quarter faster.
 */
export function officeDays(days: number, load: number, speeds: 'alike' | 'mixed'): Workload {
  const staff = Array.from({ length: 8 }, (_, at) => officeWorker(at, days, speeds));
  const there = (at: number) => staff.filter(({ spans }) => spans.some(({ from, to }) => from <= at && at < to)).length;
  return {
    ...{ staff, untilMs: days * dayMs, mix: usualMix, serviceMinutes, serviceShape: 2, patienceMinutes: 60 },
    arrivalsPerMinute: (at) => (there(at) * load) / serviceMinutes,
    peakPerMinute: (staff.length * load) / serviceMinutes,
    answers: { afterSeconds: 8, declined: 0.03, missed: 0.02 },
  };
}

export function alwaysThere(count: number, untilMs: number): Staff[] {
  return Array.from({ length: count }, (_, at) => ({
    ...{ id: `specialist-${at}`, spans: [{ from: 0, to: 3 * untilMs }], speed: 1 },
  }));
}

function officeWorker(at: number, days: number, speeds: 'alike' | 'mixed'): Staff {
  const spans = Array.from({ length: days }, (_, day) => {
    const from = day * dayMs + (8 + (at % 4) * 0.75) * hourMs;
    const halfMs = (([8, 8, 6, 4][(at + day) % 4] ?? 8) / 2) * hourMs;
    const back = from + halfMs + hourMs / 2;
    return [
      { from, to: from + halfMs },
      { from: back, to: back + halfMs },
    ];
  });
  const speed = speeds === 'alike' ? 1 : ([0.8, 1, 1, 1.25][at % 4] ?? 1);
  return { id: `specialist-${at}`, spans: spans.flat(), speed };
}
