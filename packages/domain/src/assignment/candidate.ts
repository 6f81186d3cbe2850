import type { DutyState, ShiftSpan } from '../duty/duty.ts';

/** Shares of the three factors; they sum to 1. One versioned set per flow. */
export interface IndexWeights {
  readonly version: string;
  readonly active: number;
  readonly idle: number;
  readonly closed: number;
}

/** A specialist of the team, as facts. */
export interface Candidate {
  readonly personId: string;
  readonly duty: DutyState;
  /** Tickets that are neither resolved nor closed. */
  readonly active: number;
  readonly lastClosedAt: number | null;
  readonly lastAssignedAt: number | null;
  /** Null when off shift. */
  readonly shiftStartedAt: number | null;
  /** Tickets closed within the period. */
  readonly closedInPeriod: number;
  /** Stretches on shift that touch the period, the present one open (`to: null`), in any order. */
  readonly shiftLog: readonly ShiftSpan[];
}

export interface RankingLimits {
  readonly idleCapMs: number;
  readonly activeCeiling: number;
  readonly priorHours: number;
  readonly periodDays: number;
}

export type ExclusionReason = 'off-shift' | 'on-break' | 'at-ceiling' | 'requester';

export interface Excluded {
  readonly personId: string;
  readonly reason: ExclusionReason;
}

/** One candidate's inputs and what they were worth; load, idle, closed and index are within 0..1. */
export interface RankedCandidate {
  readonly personId: string;
  readonly active: number;
  /** On shift since the last close, the last assignment or the start of the shift; not capped. */
  readonly idleMs: number;
  readonly lastAssignedAt: number | null;
  readonly closedInPeriod: number;
  readonly onShiftInPeriodMs: number;
  readonly load: number;
  readonly idle: number;
  readonly closed: number;
  readonly index: number;
}

/** All specialists of a team at one moment: candidates, best first, and those who are none. */
export interface Ranking {
  readonly at: number;
  readonly weights: IndexWeights;
  readonly limits: RankingLimits;
  readonly meanActive: number;
  /** Closed per hour on shift, over all candidates together. */
  readonly teamRate: number;
  readonly candidates: readonly RankedCandidate[];
  readonly excluded: readonly Excluded[];
}

export type NobodyReason = 'nobody-on-shift' | 'all-at-ceiling' | 'all-excluded';

/** The record to store: with it "why me?" and "why not me?" have an exact answer, and other weights can be tried. */
export interface Decision extends Ranking {
  readonly chosen: string;
  /** Candidates passed over for this ticket (they declined it or did not react). */
  readonly passedOver: readonly string[];
}

export type AssigneeChoice =
  | { readonly kind: 'chosen'; readonly personId: string; readonly decision: Decision }
  | { readonly kind: 'nobody'; readonly reason: NobodyReason };

export type Explanation =
  | {
      readonly kind: 'chosen';
      readonly factors: RankedCandidate;
      readonly place: number;
      readonly of: number;
      /** The best of the others who were not passed over; null when there was no other. */
      readonly runnerUp: RankedCandidate | null;
    }
  | {
      readonly kind: 'not-chosen';
      readonly factors: RankedCandidate;
      readonly place: number;
      readonly of: number;
      readonly chosen: RankedCandidate;
    }
  | { readonly kind: 'passed-over'; readonly factors: RankedCandidate; readonly place: number; readonly of: number }
  | { readonly kind: 'excluded'; readonly reason: ExclusionReason }
  | { readonly kind: 'not-of-the-team' };
