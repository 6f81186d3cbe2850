import type { DeskFeeds } from '../../ports/gateway-desk.ts';
import type { Ledger } from '../../ports/plan.ts';
import type { Clock, Policy } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import type { correctWorkload } from './correct-workload.ts';

export interface WorkloadOutcome {
  /** Teams read; the others keep the figures of the last reading until these are too old to count. */
  readonly read: number;
  readonly away: number;
  /** Tickets that somebody had here and no longer has in the tracker. */
  readonly corrected: number;
}

/** How much everyone has to do in the tracker, also of what was never filed here, for the availability index. */
export function refreshWorkload({
  feeds,
  ledger,
  clock,
  policy,
  correct,
}: {
  readonly feeds: DeskFeeds;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly policy: Policy;
  readonly correct: ReturnType<typeof correctWorkload>;
}) {
  return async (): Promise<WorkloadOutcome> => {
    let read = 0;
    let corrected = 0;
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
      corrected += await correct(team, answer);
    }
    return { read, corrected, away: policy.catalogue.teams.length - read };
  };
}
