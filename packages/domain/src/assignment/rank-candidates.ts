import { msOnShift } from '../duty/measure-shift.ts';
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
  const eligible: Candidate[] = [];
  const excluded: Excluded[] = [];
  const hoursOn: number[] = [];
  let activeSum = 0;
  let closedSum = 0;
  let onShiftSumMs = 0;
  for (const candidate of candidates) {
    const reason = exclusionOf(candidate, requesterId, limits);
    if (reason !== null) {
      excluded.push({ personId: candidate.personId, reason });
      continue;
    }
    const onShiftMs = msOnShift(candidate.shiftLog, now - limits.periodDays * dayMs, now);
    eligible.push(candidate);
    hoursOn.push(onShiftMs);
    activeSum += candidate.active;
    closedSum += candidate.closedInPeriod;
    onShiftSumMs += onShiftMs;
  }
  const meanActive = eligible.length === 0 ? 0 : activeSum / eligible.length;
  const teamRate = onShiftSumMs === 0 ? 0 : closedSum / (onShiftSumMs / hourMs);
  const team = { meanActive, teamRate };
  const ranked = eligible.map((candidate, at) => rank(candidate, hoursOn[at] ?? 0, { team, weights, limits, now }));
  ranked.sort(compareRanked);
  excluded.sort((one, another) => compareIds(one.personId, another.personId));
  return { at: now, weights, limits, meanActive, teamRate, candidates: ranked, excluded };
}

interface Scales {
  readonly team: { readonly meanActive: number; readonly teamRate: number };
  readonly weights: IndexWeights;
  readonly limits: RankingLimits;
  readonly now: number;
}

function rank(
  candidate: Candidate,
  onShiftInPeriodMs: number,
  { team, weights, limits, now }: Scales,
): RankedCandidate {
  const { personId, active, lastAssignedAt, closedInPeriod } = candidate;
  const idleMs = msOnShift(candidate.shiftLog, idleSince(candidate), now);
  const load = 1 / (1 + active / Math.max(1, team.meanActive));
  const idle = Math.min(idleMs, limits.idleCapMs) / limits.idleCapMs;
  const closed = closedFactor(closedInPeriod, onShiftInPeriodMs / hourMs, team.teamRate, limits.priorHours);
  const index = availabilityIndex({ load, idle, closed }, weights);
  return { personId, active, idleMs, lastAssignedAt, closedInPeriod, onShiftInPeriodMs, load, idle, closed, index };
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

function idleSince({ lastClosedAt, lastAssignedAt, shiftStartedAt }: Candidate): number {
  return Math.max(lastClosedAt ?? 0, lastAssignedAt ?? 0, shiftStartedAt ?? 0);
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
  const [oneAssigned, anotherAssigned] = [one.lastAssignedAt ?? -Infinity, another.lastAssignedAt ?? -Infinity];
  if (oneAssigned !== anotherAssigned) return oneAssigned < anotherAssigned ? -1 : 1;
  return compareIds(one.personId, another.personId);
}

/** By code units: the same on every machine, whatever its locale. */
function compareIds(one: string, another: string): number {
  if (one === another) return 0;
  return one < another ? -1 : 1;
}
