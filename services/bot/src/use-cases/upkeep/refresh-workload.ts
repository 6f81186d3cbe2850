import type { DeskFeeds } from '../../ports/gateway-desk.ts';
import type { Ledger } from '../../ports/plan.ts';
import type { Clock, Policy } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';

export interface WorkloadOutcome {
  /** Teams read; the others keep the figures of the last reading until these are too old to count. */
  readonly read: number;
  readonly away: number;
}

/** How much everyone has to do in the tracker, also of what was never filed here, for the availability index. */
export function refreshWorkload({
  feeds,
  ledger,
  clock,
  policy,
}: {
  readonly feeds: DeskFeeds;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly policy: Policy;
}) {
  return async (): Promise<WorkloadOutcome> => {
    let read = 0;
    for (const { id: team } of policy.catalogue.teams) {
      // As of before the question: what is assigned while it is answered counts on top.
      const at = clock.now();
      const answer = await feeds.workload(team);
      if (answer.kind !== 'workload') continue;
      const { active } = answer;
      await ledger.commit(planOf({ changes: [{ kind: 'store-workload', team, active, at }] }), {
        kind: 'job',
        name: 'refresh-workload',
      });
      read += 1;
    }
    return { read, away: policy.catalogue.teams.length - read };
  };
}
