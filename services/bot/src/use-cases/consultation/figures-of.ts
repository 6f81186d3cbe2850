import { type Spread, summariseConsultations } from '@desk/domain';
import type { ConsultationFigures } from '../../ports/consultation-screen.ts';
import type { ConsultationRecord } from '../../ports/consultations.ts';

const minuteMs = 60_000;

/** Figures in whole minutes, as people read them. */
export function figuresOf(records: readonly ConsultationRecord[]): ConsultationFigures {
  const { wait, duration, rating, ...counts } = summariseConsultations(records);
  return {
    ...counts,
    wait: wait && inMinutes(wait),
    duration: duration && inMinutes(duration),
    rating: rating && { mean: Math.round(rating.mean * 10) / 10, count: rating.count },
  };
}

function inMinutes({ medianMs, p90Ms }: Spread) {
  return { medianMinutes: Math.round(medianMs / minuteMs), p90Minutes: Math.round(p90Ms / minuteMs) };
}
