import { type Priority, priorities } from '@desk/domain';
import { type Draws, drawFrom } from '../stack/seeded-draws.ts';
import type { Workload } from './desk.ts';

/** A request that will come, with all that chance has in store for it: the same for every way of serving it. */
export interface ComingRequest {
  readonly id: string;
  readonly at: number;
  readonly priority: Priority;
  /** By an ordinary specialist. */
  readonly serviceMs: number;
  readonly patienceMs: number | null;
  readonly answers: Draws;
}

const minuteMs = 60_000;

/** All requests of a simulation, in the order of their arrival: a Poisson stream, thinned where its rate varies. */
export function* drawRequests(workload: Workload, seed: number): Generator<ComingRequest, void> {
  const draws = drawFrom(seed);
  let at = 0;
  for (let count = 0; ; ) {
    at += draws.pauseMs(workload.peakPerMinute / 60);
    if (at >= workload.untilMs) return;
    if (draws.fraction() * workload.peakPerMinute >= workload.arrivalsPerMinute(at)) continue;
    count += 1;
    yield {
      id: `request-${count}`,
      at,
      priority: drawPriority(draws, workload.mix),
      serviceMs: drawGamma(draws, workload.serviceShape) * workload.serviceMinutes * minuteMs,
      patienceMs:
        workload.patienceMinutes === null ? null : drawExponential(draws) * workload.patienceMinutes * minuteMs,
      answers: drawFrom(draws.whole(1, 2 ** 30)),
    };
  }
}

/** Mean 1. */
export function drawExponential(draws: Draws): number {
  return -Math.log(draws.fraction());
}

/** Mean 1; a whole shape is a sum of as many exponentials. */
function drawGamma(draws: Draws, shape: number): number {
  let sum = 0;
  for (let part = 0; part < shape; part += 1) sum += drawExponential(draws);
  return sum / shape;
}

function drawPriority(draws: Draws, mix: Workload['mix']): Priority {
  let left = draws.fraction();
  for (const priority of priorities) {
    left -= mix[priority];
    if (left < 0) return priority;
  }
  return 'low';
}
