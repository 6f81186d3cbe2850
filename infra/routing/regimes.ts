import type { Staff, Workload } from './desk.ts';
import { alwaysThere, dayMs, serviceMinutes, usualMix } from './workloads.ts';

const hourMs = 3_600_000;

/** Desks that forecasts of waits are judged on. */
export const regimes = ['steady', 'bursty', 'time-varying', 'overloaded', 'few on shift', 'shifts in turns'] as const;
export type Regime = (typeof regimes)[number];

/** Dialogues have a beginning and an end, so few are very short: their lengths are gamma of shape 2, not exponential. */
const common = {
  ...{ mix: usualMix, serviceMinutes, serviceShape: 2, patienceMinutes: 90 },
  answers: { afterSeconds: 10, declined: 0.03, missed: 0.02 },
} as const;

export function workloadOf(regime: Regime, days: number): Workload {
  const untilMs = days * dayMs;
  const eight = alwaysThere(8, untilMs);
  switch (regime) {
    case 'steady':
      return { ...common, staff: eight, untilMs, ...constant(0.925, 8) };
    case 'bursty':
      return { ...common, staff: eight, untilMs, ...varying(1.7, 8, burst) };
    case 'time-varying':
      return { ...common, staff: eight, untilMs, ...varying(1.2, 8, swing) };
    case 'overloaded':
      return { ...common, staff: eight, untilMs, ...constant(1.3, 8), patienceMinutes: 40 };
    case 'few on shift':
      return { ...common, staff: alwaysThere(2, untilMs), untilMs, ...constant(0.925, 2) };
    case 'shifts in turns':
      return { ...common, staff: inTurns(3, untilMs), untilMs, ...constant(0.85, 2) };
  }
}

/** A quarter of every two hours brings three times what the rest does. */
function burst(at: number): number {
  return at % (2 * hourMs) < hourMs / 2 ? 1.7 : 0.57;
}

/** From 0.4 to 1.2 and back in eight hours. */
function swing(at: number): number {
  return 0.8 + 0.4 * Math.sin((at / (8 * hourMs)) * 2 * Math.PI);
}

function constant(load: number, slots: number): Pick<Workload, 'arrivalsPerMinute' | 'peakPerMinute'> {
  return varying(load, slots, () => load);
}

function varying(peakLoad: number, slots: number, loadAt: (at: number) => number) {
  return {
    arrivalsPerMinute: (at: number) => (loadAt(at) * slots) / serviceMinutes,
    peakPerMinute: (peakLoad * slots) / serviceMinutes,
  };
}

/** Four hours there, two away, one after the other: from one to three are there, and the desk does not know for how long. */
function inTurns(count: number, untilMs: number): Staff[] {
  return Array.from({ length: count }, (_, at) => {
    const spans = [];
    for (let from = -at * 2.1 * hourMs; from < untilMs + dayMs; from += 6 * hourMs) {
      if (from + 4 * hourMs > 0) spans.push({ from: Math.max(0, from), to: from + 4 * hourMs });
    }
    return { id: `specialist-${at}`, spans, speed: 1 };
  });
}
