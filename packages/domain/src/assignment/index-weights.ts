import type { IndexWeights, RankingLimits } from './candidate.ts';

export const defaultWeights: IndexWeights = { version: 'tickets-1', active: 0.5, idle: 0.3, closed: 0.2 };

export const defaultRankingLimits: RankingLimits = {
  idleCapMs: 2 * 3_600_000,
  activeCeiling: 25,
  priorHours: 4,
  periodDays: 7,
};

export type WeightsProblem = 'version-empty' | 'weight-out-of-range' | 'sum-not-one';

/** What is wrong with a set of weights; with none the index stays within 0..1. */
export function checkWeights(weights: IndexWeights): readonly WeightsProblem[] {
  const shares = [weights.active, weights.idle, weights.closed];
  const problems: WeightsProblem[] = [];
  if (weights.version.trim() === '') problems.push('version-empty');
  if (!shares.every((share) => share >= 0 && share <= 1)) problems.push('weight-out-of-range');
  // Decimal fractions like 0.5 + 0.3 + 0.2 need not sum to 1 to the last bit.
  if (!(Math.abs(weights.active + weights.idle + weights.closed - 1) <= 1e-9)) problems.push('sum-not-one');
  return problems;
}
