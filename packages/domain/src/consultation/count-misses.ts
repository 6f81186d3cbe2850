import type { ConsultationLimits } from './consultation-limits.ts';
import type { OfferEnd } from './consultation-step.ts';

export interface MissCount {
  /** Offers missed in a row. */
  readonly misses: number;
  /** Whoever misses so many is not at the desk: a break begins, with one tap to come back. */
  readonly startsBreak: boolean;
}

/** Any answer ends the row of misses; an offer withdrawn says nothing about the person. */
export function countMisses(misses: number, end: OfferEnd, { missesMax }: ConsultationLimits): MissCount {
  switch (end) {
    case 'accepted':
    case 'declined':
      return { misses: 0, startsBreak: false };
    case 'missed':
      return misses + 1 >= missesMax ? { misses: 0, startsBreak: true } : { misses: misses + 1, startsBreak: false };
    case 'withdrawn':
      return { misses, startsBreak: false };
  }
}
