import type { Candidate, Decision, IndexWeights, Ranking, RankingLimits } from '../assignment/candidate.ts';
import { rankCandidates } from '../assignment/rank-candidates.ts';
import type { WaitReason } from '../consultation/consultation.ts';

/** A specialist of the team; *last assigned*, *last closed* and *closed in period* are those of consultations. */
export interface OfferCandidate extends Candidate {
  readonly liveChats: number;
  readonly openOffers: number;
}

export const defaultConsultationWeights: IndexWeights = {
  version: 'consultations-1',
  active: 0.2,
  idle: 0.7,
  closed: 0.1,
};

export interface OfferRankingRequest {
  /** All specialists of the team. */
  readonly specialists: readonly OfferCandidate[];
  readonly weights: IndexWeights;
  readonly limits: RankingLimits;
  /** Live chats and open offers one specialist may have at a time. */
  readonly capacity: number;
  readonly now: number;
}

/** The free ones, best first, and who is there but at capacity. */
export interface OfferRanking {
  readonly ranking: Ranking;
  readonly atCapacity: readonly string[];
}

/** The record to store for "why me?" and "why not me?". */
export interface OfferDecision extends Decision {
  readonly atCapacity: readonly string[];
}

export type SpecialistChoice =
  | { readonly kind: 'chosen'; readonly personId: string; readonly decision: OfferDecision }
  | { readonly kind: 'nobody'; readonly reason: WaitReason };

/**
 * The availability index of everyone who is free (architecture, "Availability index"): on shift, below capacity, below
 * the ceiling. Live chats and open offers count as active. One ranking serves every request of the same moment.
 */
export function rankForOffer({ specialists, weights, limits, capacity, now }: OfferRankingRequest): OfferRanking {
  const candidates: Candidate[] = [];
  const atCapacity: string[] = [];
  for (const specialist of specialists) {
    const held = specialist.liveChats + specialist.openOffers;
    if (specialist.duty === 'on-shift' && held >= capacity) atCapacity.push(specialist.personId);
    else if (held === 0) candidates.push(specialist);
    else candidates.push({ ...specialist, active: specialist.active + held });
  }
  const ranking = rankCandidates({ candidates, requesterId: null, weights, limits, now });
  return { ranking, atCapacity };
}

/**
 * The best of the free who is not passed over. Reserving the slot is up to the caller, in the same atomic step.
 */
export function chooseSpecialist(
  { ranking, atCapacity }: OfferRanking,
  { passOver }: { readonly passOver: readonly string[] },
): SpecialistChoice {
  const best = ranking.candidates.find(({ personId }) => !passOver.includes(personId));
  if (!best) return { kind: 'nobody', reason: reasonForNobody(ranking, atCapacity) };
  const decision = { ...ranking, atCapacity, chosen: best.personId, passedOver: passOver };
  return { kind: 'chosen', personId: best.personId, decision };
}

/** Somebody on a break or at the ceiling will be back: that is waiting, not an empty desk. */
function reasonForNobody({ candidates, excluded }: Ranking, atCapacity: readonly string[]): WaitReason {
  if (candidates.length > 0) return 'all-asked';
  const there = atCapacity.length > 0 || excluded.some(({ reason }) => reason !== 'off-shift');
  return there ? 'all-busy' : 'nobody-on-shift';
}
