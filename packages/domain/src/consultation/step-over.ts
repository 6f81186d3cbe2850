import type { Ended, Rated } from './consultation.ts';
import {
  type ConsultationEffect,
  type ConsultationEventOf,
  type ConsultationOutcome,
  type Moment,
  moved,
  refuse,
  refused,
  type StepsOf,
} from './consultation-step.ts';

const over = {
  'offer-made': refuse('already-over'),
  'nobody-free': refuse('already-over'),
  accepted: refuse('already-over'),
  'accepted-signed-out': refuse('already-over'),
  declined: refuse('already-over'),
  'time-passed': refuse('already-over'),
  'callback-asked': refuse('already-over'),
  'specialist-came': refuse('already-over'),
  resumed: refuse('already-over'),
  spoke: refuse('already-over'),
  'end-asked': refuse('already-over'),
  'another-asked': refuse('already-over'),
  'transfer-asked': refuse('already-over'),
  'ticket-closed': refuse('already-over'),
  'priority-changed': refuse('already-over'),
  'session-ended': refuse('already-over'),
  'person-unreachable': refuse('already-over'),
  'person-dismissed': refuse('already-over'),
  'shift-ended': refuse('already-over'),
} as const;

/** Cancelled or abandoned: nobody talked, so there is nothing to rate. */
export const goneSteps = { ...over, rated: refuse('already-over') } as const;

export const endedSteps: StepsOf<Ended> = {
  ...over,
  rated: (consultation, { stars }, moment) => rate(consultation, stars, moment.now, moment),
};

export const ratedSteps: StepsOf<Rated> = { ...over, rated: rateAgain };

/** Within the hour people may think better of it. */
function rateAgain(consultation: Rated, { stars }: ConsultationEventOf<'rated'>, moment: Moment): ConsultationOutcome {
  if (moment.now >= consultation.ratedAt + moment.limits.ratingChangeMs) return refused('rating-closed');
  if (stars === consultation.stars) return refused('unchanged');
  return rate(consultation, stars, consultation.ratedAt, moment);
}

/** A low score is told once, and again only after it was better. */
function rate(consultation: Ended | Rated, stars: number, ratedAt: number, { limits }: Moment): ConsultationOutcome {
  if (!Number.isInteger(stars) || stars < 1 || stars > 5) return refused('not-stars');
  const wasLow = consultation.state === 'rated' && consultation.stars <= limits.lowStarsMax;
  const tell = stars <= limits.lowStarsMax && !wasLow;
  const effects: readonly ConsultationEffect[] = tell ? [{ kind: 'tell-supervisor', cause: 'low-rating' }] : [];
  return moved({ ...consultation, state: 'rated', stars, ratedAt }, effects);
}
