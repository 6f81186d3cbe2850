import type {
  Candidate,
  Excluded,
  ExclusionReason,
  IndexWeights,
  RankedCandidate,
  Ranking,
  RankingLimits,
} from './candidate.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export interface RankingRequest {
  /** All specialists of the team. */
  readonly candidates: readonly Candidate[];
  /** Whose ticket it is: nobody is given their own. Null when the requester is unknown here. */
  readonly requesterId: string | null;
  readonly weights: IndexWeights;
  readonly limits: RankingLimits;
  readonly now: number;
}

/**
 * The availability index of every candidate, best first (architecture, "Availability index"):
 *
 *     load   = 1 / (1 + active / max(1, mean active of candidates))
 *     idle   = min(time on shift since the later of last close, last assignment, start of shift; idleCap) / idleCap
 *     closed = 1 / (1 + rate / teamRate),  rate = (closed in period + prior · teamRate) / (hours on shift in period + prior)
 *     index  = load · (wActive + wIdle · idle + wClosed · closed)
 *
 * `teamRate` is what the candidates together closed per hour on shift; while it is 0, closed is 1/2 for all. Ties:
 * longest idle (not capped), least recently assigned, id. The result does not depend on the order of the candidates:
 * sums are of whole numbers (tickets, milliseconds), so they are exact.
 */
export function rankCandidates({ candidates, requesterId, weights, limits, now }: RankingRequest): Ranking {
  const ranked: Ranked[] = [];
  const excluded: Excluded[] = [];
  let activeSum = 0;
  let closedSum = 0;
  let onShiftSumMs = 0;
  for (const candidate of candidates) {
    const reason = exclusionOf(candidate, requesterId, limits);
    if (reason !== null) {
      excluded.push({ personId: candidate.personId, reason });
      continue;
    }
    const inputs = measure(candidate, now - limits.periodDays * dayMs, now);
    ranked.push(inputs);
    activeSum += inputs.active;
    closedSum += inputs.closedInPeriod;
    onShiftSumMs += inputs.onShiftInPeriodMs;
  }
  const meanActive = ranked.length === 0 ? 0 : activeSum / ranked.length;
  const teamRate = onShiftSumMs === 0 ? 0 : closedSum / (onShiftSumMs / hourMs);
  for (const candidate of ranked) weigh(candidate, { meanActive, teamRate, weights, limits });
  ranked.sort(compareRanked);
  excluded.sort((one, another) => compareIds(one.personId, another.personId));
  return { at: now, weights, limits, meanActive, teamRate, candidates: ranked, excluded };
}

/** The same people at the same moment under other weights: these decide the index and the order alone, no factor. */
export function reweighRanking(ranking: Ranking, weights: IndexWeights): Ranking {
  const candidates = ranking.candidates.map((candidate) => ({
    ...candidate,
    index: availabilityIndex(candidate, weights),
  }));
  const { at, limits, meanActive, teamRate, excluded } = ranking;
  return { at, weights, limits, meanActive, teamRate, candidates: candidates.sort(compareRanked), excluded };
}

/** Filled in two passes, inputs then factors: one object for each candidate keeps the decision within its millisecond. */
type Ranked = { -readonly [Key in keyof RankedCandidate]: RankedCandidate[Key] };

/** Both sums in one pass over the log: it is the only long list here. */
function measure(candidate: Candidate, periodFrom: number, now: number): Ranked {
  const { personId, active, lastClosedAt, lastAssignedAt, shiftStartedAt, closedInPeriod } = candidate;
  const idleFrom = Math.max(lastClosedAt ?? 0, lastAssignedAt ?? 0, shiftStartedAt ?? 0);
  let idleMs = 0;
  let onShiftInPeriodMs = 0;
  for (const { from, to } of candidate.shiftLog) {
    const end = to === null || to > now ? now : to;
    if (end > periodFrom && end > from) onShiftInPeriodMs += end - Math.max(from, periodFrom);
    if (end > idleFrom && end > from) idleMs += end - Math.max(from, idleFrom);
  }
  return {
    personId,
    active,
    idleMs,
    lastAssignedAt,
    closedInPeriod,
    onShiftInPeriodMs,
    load: 0,
    idle: 0,
    closed: 0,
    index: 0,
  };
}

type Scales = Pick<Ranking, 'meanActive' | 'teamRate' | 'weights' | 'limits'>;

function weigh(candidate: Ranked, { meanActive, teamRate, weights, limits }: Scales): void {
  const hours = candidate.onShiftInPeriodMs / hourMs;
  candidate.load = 1 / (1 + candidate.active / Math.max(1, meanActive));
  candidate.idle = Math.min(candidate.idleMs, limits.idleCapMs) / limits.idleCapMs;
  candidate.closed = closedFactor(candidate.closedInPeriod, hours, teamRate, limits.priorHours);
  candidate.index = availabilityIndex(candidate, weights);
}

/** The index of one candidate from its factors, each within 0..1. */
export function availabilityIndex(
  factors: Pick<RankedCandidate, 'load' | 'idle' | 'closed'>,
  weights: IndexWeights,
): number {
  const merit = weights.active + weights.idle * factors.idle + weights.closed * factors.closed;
  // Weights that sum to 1 in decimals may exceed it by the last bit.
  return Math.min(1, factors.load * merit);
}

/** The prior makes newcomers and returners count as average until they have hours of their own. */
function closedFactor(closed: number, hours: number, teamRate: number, priorHours: number): number {
  if (teamRate === 0) return 1 / 2;
  const rate = (closed + priorHours * teamRate) / (hours + priorHours);
  return 1 / (1 + rate / teamRate);
}

function exclusionOf(candidate: Candidate, requesterId: string | null, limits: RankingLimits): ExclusionReason | null {
  if (candidate.personId === requesterId) return 'requester';
  switch (candidate.duty) {
    case 'off-shift':
      return 'off-shift';
    case 'break':
      return 'on-break';
    case 'on-shift':
      return candidate.active < limits.activeCeiling ? null : 'at-ceiling';
  }
}

function compareRanked(one: RankedCandidate, another: RankedCandidate): number {
  if (one.index !== another.index) return another.index - one.index;
  if (one.idleMs !== another.idleMs) return another.idleMs - one.idleMs;
  if (one.lastAssignedAt !== another.lastAssignedAt) return assignedBefore(one, another) ? -1 : 1;
  return compareIds(one.personId, another.personId);
}

/** Someone never assigned comes before everyone who was. */
function assignedBefore(one: RankedCandidate, another: RankedCandidate): boolean {
  return (one.lastAssignedAt ?? -Infinity) < (another.lastAssignedAt ?? -Infinity);
}

/** By code units: the same on every machine, whatever its locale. */
function compareIds(one: string, another: string): number {
  if (one === another) return 0;
  return one < another ? -1 : 1;
}
