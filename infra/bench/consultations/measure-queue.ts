import type { Discipline } from '../../routing/desk.ts';
import { firstCome, ofTheDesk, strictPriority } from '../../routing/disciplines.ts';
import { type WaitFigures, waitFigures } from '../../routing/figures.ts';
import { simulateDesk } from '../../routing/simulate-desk.ts';
import { busyDesk, floodedDesk } from '../../routing/workloads.ts';
import type { Bench } from '../bench.ts';
import type { Measurement } from '../row.ts';

const days = 200;
const floods = 20;

export interface QueueMeasurement {
  readonly desk: WaitFigures;
  readonly strict: WaitFigures;
  readonly firstCome: WaitFigures;
  /** The longest wait of a low request, in minutes, while the more urgent alone fill the desk. */
  readonly flooded: { readonly desk: number; readonly strict: number };
}

/** The same requests in the simulator, served by the desk, by strict priority, and first come, first served. */
export function measureQueue({ seed, say }: Bench): QueueMeasurement {
  say(`Queue: ${days} days of 8 slots at a load of 0.925, and ${floods} floods`);
  const waits = (discipline: Discipline) => waitFigures(simulateDesk(busyDesk(days), { discipline, seed }).stories);
  return {
    desk: waits(ofTheDesk),
    strict: waits(strictPriority),
    firstCome: waits(firstCome),
    flooded: { desk: longestLow(ofTheDesk, seed), strict: longestLow(strictPriority, seed) },
  };
}

export function queueRows({ desk, strict, firstCome: come, flooded }: QueueMeasurement): Measurement[] {
  return [
    {
      name: 'wait of the low, p95 (beside strict priority)',
      ...{ value: desk.p95Minutes.low, unit: 'min', baseline: strict.p95Minutes.low },
      goal: { of: 'ratio', atMost: 0.65 },
    },
    {
      name: 'wait of the critical, p95 (beside first come, first served)',
      ...{ value: desk.p95Minutes.critical, unit: 'min', baseline: come.p95Minutes.critical },
      goal: { of: 'ratio', atMost: 0.35 },
    },
    {
      name: `of ${desk.count} requests, never served`,
      ...{ value: desk.unserved, unit: '' },
      goal: { of: 'value', atMost: 0 },
    },
    {
      name: 'longest wait of a low one, more urgent ones filling the desk for ten hours (beside strict priority)',
      ...{ value: flooded.desk, unit: 'min', baseline: flooded.strict },
      goal: { of: 'ratio', atMost: 0.65 },
    },
  ];
}

/** Of many such days, the middle one. */
function longestLow(discipline: Discipline, seed: number): number {
  const longest = Array.from({ length: floods }, (_, flood) => {
    const { stories } = simulateDesk(floodedDesk(), { discipline, seed: seed + flood });
    return waitFigures(stories).longestMinutes.low;
  });
  return longest.sort((one, another) => one - another)[floods / 2] ?? 0;
}
