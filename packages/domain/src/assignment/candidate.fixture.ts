import type { Candidate } from './candidate.ts';
import { defaultRankingLimits, defaultWeights } from './index-weights.ts';
import { type RankingRequest, rankCandidates } from './rank-candidates.ts';

/** For tests: the moment of the decision, 2026-11-23T10:00:00Z. */
export const now = 1_795_428_000_000;

const hourMs = 3_600_000;

/** For tests: someone an hour on shift, with nothing to do and nothing done. */
export function candidate(personId: string, change: Partial<Candidate> = {}): Candidate {
  return {
    personId,
    duty: 'on-shift',
    active: 0,
    lastClosedAt: null,
    lastAssignedAt: null,
    shiftStartedAt: now - hourMs,
    closedInPeriod: 0,
    shiftLog: [{ from: now - hourMs, to: null }],
    ...change,
  };
}

/** For tests: a ranking at that moment, with the defaults. */
export function rank(candidates: readonly Candidate[], change: Partial<RankingRequest> = {}) {
  const request = { candidates, requesterId: null, weights: defaultWeights, limits: defaultRankingLimits, now };
  return rankCandidates({ ...request, ...change });
}
