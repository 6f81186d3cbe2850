import type { PastDecision } from '@desk/domain';

/** Decisions of the index as they were stored, for as long as their tickets are. */
export interface DecisionLog {
  /** Ids of those since a moment, the latest first; of one team, or of all where that is null. */
  listSince(since: number, team: string | null, max: number): Promise<readonly string[]>;
  /** Those of them that are still there, known by the numbers of their tickets. */
  read(ids: readonly string[]): Promise<readonly PastDecision[]>;
}
