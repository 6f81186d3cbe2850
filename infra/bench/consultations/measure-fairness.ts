import type { Discipline } from '../../routing/desk.ts';
import { fewestChats, longestIdle, ofTheDesk, roundRobin } from '../../routing/disciplines.ts';
import { fairness } from '../../routing/figures.ts';
import { simulateDesk } from '../../routing/simulate-desk.ts';
import { officeDays } from '../../routing/workloads.ts';
import type { Bench } from '../bench.ts';
import type { Measurement } from '../row.ts';

const days = 20;
const months = 8;
const loads = [0.3, 0.6, 0.9] as const;
const speeds = ['alike', 'mixed'] as const;

export interface FairnessMeasurement {
  readonly load: number;
  readonly speeds: (typeof speeds)[number];
  /** Jain's index of work per hour on shift, the mean of the months. */
  readonly desk: number;
  readonly roundRobin: number;
  readonly fewestChats: number;
  readonly longestIdle: number;
}

/** Months of office days, with specialists who work alike and with some who are slower or faster. */
export function measureFairness({ seed, say }: Bench): FairnessMeasurement[] {
  say(`Fairness: ${months} months of ${days} days at each load`);
  return speeds.flatMap((speed) =>
    loads.map((load) => {
      const mean = (discipline: Discipline) =>
        Array.from({ length: months }, (_, month) => {
          const workload = officeDays(days, load, speed);
          return fairness(simulateDesk(workload, { discipline, seed: seed + month }).workers);
        }).reduce((sum, each) => sum + each / months, 0);
      return {
        ...{ load, speeds: speed, desk: mean(ofTheDesk), roundRobin: mean(roundRobin) },
        ...{ fewestChats: mean(fewestChats), longestIdle: mean(longestIdle) },
      };
    }),
  );
}

export function fairnessRows(measured: readonly FairnessMeasurement[]): Measurement[] {
  return measured.flatMap((each): Measurement[] => {
    const best = Math.max(each.roundRobin, each.fewestChats, each.longestIdle);
    const at = `load ${each.load}, people ${each.speeds === 'alike' ? 'alike' : 'of mixed speed'}`;
    return [
      {
        name: `fairness of work, Jain, ${at} (beside the best simple rule)`,
        ...{ value: each.desk, unit: '', baseline: best },
        goal: { of: 'value', atLeast: 0.98 },
      },
      {
        name: `behind the best simple rule, ${at}`,
        ...{ value: Math.max(0, best - each.desk), unit: '' },
        goal: { of: 'value', atMost: 0.002 },
      },
    ];
  });
}
