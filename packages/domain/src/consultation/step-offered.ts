import type { Active, Offer, Offered, Transferring } from './consultation.ts';
import {
  type ConsultationEffect,
  type ConsultationEventOf,
  type ConsultationOutcome,
  type ConsultationRefusal,
  type Moment,
  moved,
  type OfferEnd,
  refuse,
  refused,
  type StepsOf,
} from './consultation-step.ts';
import { exclude } from './search-round.ts';
import {
  backInLine,
  changePriority,
  closeTicketBefore,
  dismissEmployee,
  endBeforeDialogue,
  endSessionInLine,
  loseEmployee,
  requested,
  tellEmployee,
} from './step-in-line.ts';

export const offeredSteps: StepsOf<Offered> = {
  'offer-made': refuse('already-offered'),
  'nobody-free': refuse('already-offered'),
  accepted: accept,
  'accepted-signed-out': (consultation, { by }, moment) => extendOffer(consultation, by, moment),
  declined: decline,
  'time-passed': miss,
  'callback-asked': refuse('already-offered'),
  'specialist-came': refuse('unchanged'),
  resumed: refuse('unchanged'),
  spoke: refuse('not-in-dialogue'),
  'end-asked': (consultation, event, moment) => withdraw(consultation, endBeforeDialogue(consultation, event, moment)),
  'another-asked': refuse('not-in-dialogue'),
  'transfer-asked': refuse('not-in-dialogue'),
  'ticket-closed': (consultation, _event, { now }) => withdraw(consultation, closeTicketBefore(consultation, now)),
  'priority-changed': changePriority,
  'session-ended': (consultation, event, moment) =>
    withdraw(consultation, endSessionInLine(consultation, event, moment)),
  'person-unreachable': (consultation, event, moment) =>
    loseAsked(consultation, event.personId) ?? withdraw(consultation, loseEmployee(consultation, event, moment)),
  'person-dismissed': (consultation, event, moment) =>
    loseAsked(consultation, event.personId) ?? withdraw(consultation, dismissEmployee(consultation, event, moment)),
  'shift-ended': (consultation, { personId }) => loseAsked(consultation, personId) ?? refused('unchanged'),
  rated: refuse('not-ended'),
};

/** Why a tap on this offer does not count; null when it does. */
export function judgeTap(offer: Offer, by: string, now: number): ConsultationRefusal | null {
  if (offer.personId !== by) return 'not-yours';
  return now < offer.expiresAt ? null : 'offer-over';
}

/** *Accept* by somebody who has to sign in: theirs for another minute, once. */
export function extendOffer(
  consultation: Offered | Transferring,
  by: string,
  { now, limits }: Moment,
): ConsultationOutcome {
  const { offer } = consultation;
  const reason = judgeTap(offer, by, now) ?? (offer.extended ? 'sign-in-awaited' : null);
  if (reason !== null) return refused(reason);
  const until = offer.expiresAt + limits.offerExtensionMs;
  return moved({ ...consultation, offer: { ...offer, expiresAt: until, extended: true } }, [
    { kind: 'tell-specialist', personId: by, news: { kind: 'sign-in-to-accept', until } },
  ]);
}

/** The ticket was the employee's first word, so the specialist is to greet. */
export function beginDialogue(consultation: Offered | Transferring, specialistId: string, now: number): Active {
  return {
    ...requested(consultation),
    state: 'active',
    acceptedAt: consultation.acceptedAt ?? now,
    participants: [...consultation.participants.filter((each) => each !== specialistId), specialistId],
    dialogue: { specialistId, lastSpoke: { by: 'employee', at: now }, warnedAt: null },
  };
}

export function retire({ personId }: Offer, end: OfferEnd): ConsultationEffect {
  return { kind: 'retire-offer', personId, end };
}

function accept(consultation: Offered, { by }: ConsultationEventOf<'accepted'>, { now }: Moment): ConsultationOutcome {
  const reason = judgeTap(consultation.offer, by, now);
  if (reason !== null) return refused(reason);
  const active = beginDialogue(consultation, by, now);
  return moved(active, [
    retire(consultation.offer, 'accepted'),
    tellEmployee({ kind: 'connected', specialistId: by }),
    { kind: 'tell-specialist', personId: by, news: { kind: 'connected' } },
  ]);
}

function decline(
  consultation: Offered,
  { by }: ConsultationEventOf<'declined'>,
  { now, limits }: Moment,
): ConsultationOutcome {
  const reason = judgeTap(consultation.offer, by, now);
  if (reason !== null) return refused(reason);
  const search = exclude(consultation.search, by, now, limits);
  return backInLine({ ...consultation, search }, [retire(consultation.offer, 'declined')]);
}

function miss(consultation: Offered, _event: unknown, { now }: Moment): ConsultationOutcome {
  if (now < consultation.offer.expiresAt) return refused('not-due');
  return backInLine(consultation, [retire(consultation.offer, 'missed')]);
}

/** The person asked is gone: not a miss, and somebody else is asked. Null when it is somebody else. */
function loseAsked(consultation: Offered, personId: string): ConsultationOutcome | null {
  if (personId !== consultation.offer.personId) return null;
  return backInLine(consultation, [retire(consultation.offer, 'withdrawn')]);
}

/** The request is over or out of the queue, so the slot its offer held is free. */
function withdraw({ offer }: Offered, outcome: ConsultationOutcome): ConsultationOutcome {
  if (outcome.kind === 'refused') return outcome;
  return moved(outcome.consultation, [retire(offer, 'withdrawn'), ...outcome.effects, { kind: 'serve-queue' }]);
}
