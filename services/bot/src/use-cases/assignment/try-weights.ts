import { emptyReplay, type IndexWeights, joinReplays, type Replay, replayDecisions } from '@desk/domain';
import type { DecisionLog } from '../../ports/decision-log.ts';
import type { Clock } from '../../ports/system.ts';

export interface Trial {
  readonly weights: IndexWeights;
  readonly days: number;
  /** Null: every team. */
  readonly team: string | null;
}

export type TrialOutcome =
  | { readonly kind: 'nothing-to-replay' }
  | {
      readonly kind: 'replayed';
      readonly replay: Replay;
      /** There were more than can be replayed at once: these are the latest of them. */
      readonly onlyLatest: boolean;
    };

interface Needs {
  readonly decisions: DecisionLog;
  readonly clock: Clock;
  /** For tests. */
  readonly decisionsMax?: number;
}

const dayMs = 24 * 3_600_000;
const decisionsUsualMax = 100_000;
/** A decision holds every candidate: of a large team a hundred are some megabytes. */
const decisionsPerRead = 100;

/** What other weights would have changed: stored decisions are made again, and nothing is stored. */
export function tryWeights({ decisions, clock, decisionsMax = decisionsUsualMax }: Needs) {
  return async ({ weights, days, team }: Trial): Promise<TrialOutcome> => {
    const found = await decisions.listSince(clock.now() - days * dayMs, team, decisionsMax + 1);
    const ids = found.slice(0, decisionsMax);
    let replay = emptyReplay;
    for (let at = 0; at < ids.length; at += decisionsPerRead) {
      const past = await decisions.read(ids.slice(at, at + decisionsPerRead));
      replay = joinReplays(replay, replayDecisions(past, weights));
    }
    if (replay.teams.size === 0) return { kind: 'nothing-to-replay' };
    return { kind: 'replayed', replay, onlyLatest: found.length > ids.length };
  };
}
