import type { Active, Transferring } from './consultation.ts';
import {
  type ConsultationEffect,
  type ConsultationEventOf,
  type ConsultationOutcome,
  type Moment,
  moved,
  type OfferEnd,
  refused,
} from './consultation-step.ts';
import { exclude, isExcluded } from './search-round.ts';
import { openOffer, requested, tellEmployee } from './step-in-line.ts';
import { beginDialogue, extendOffer, judgeTap, retire } from './step-offered.ts';

/**
 * The specialist hands a dialogue over: with a summary in writing, to a colleague who accepts it like any offer. That
 * the colleague is free is the caller's to check, in the same atomic step.
 */
export function askColleague(
  consultation: Active,
  { to, summary }: ConsultationEventOf<'transfer-asked'>,
  moment: Moment,
): ConsultationOutcome {
  const written = summary.trim();
  if (to === consultation.employeeId || to === consultation.dialogue.specialistId) return refused('not-a-colleague');
  if (isExcluded(consultation.search, to, moment.now)) return refused('excluded');
  if (written === '') return refused('summary-missing');
  if (written.length > moment.limits.summaryCharsMax) return refused('summary-too-long');
  const offer = openOffer(to, moment);
  const { dialogue } = consultation;
  return moved({ ...requested(consultation), state: 'transferring', dialogue, offer }, [
    { kind: 'offer-transfer', personId: to, until: offer.expiresAt, summary: written },
  ]);
}

/** What the colleague answers; until then the dialogue goes on as it was. */
export const transferSteps = {
  accept(consultation: Transferring, { by }: { readonly by: string }, { now }: Moment): ConsultationOutcome {
    const { offer } = consultation;
    const reason = judgeTap(offer, by, now);
    if (reason !== null) return refused(reason);
    const before = consultation.dialogue;
    return moved(beginDialogue(consultation, by, now), [
      retire(offer, 'accepted'),
      { kind: 'tell-specialist', personId: before.specialistId, news: { kind: 'handed-over', to: by } },
      { kind: 'tell-specialist', personId: by, news: { kind: 'connected' } },
      tellEmployee({ kind: 'connected', specialistId: by }),
      { kind: 'serve-queue' },
    ]);
  },

  extend(consultation: Transferring, { by }: { readonly by: string }, moment: Moment): ConsultationOutcome {
    return extendOffer(consultation, by, moment);
  },

  decline(consultation: Transferring, { by }: { readonly by: string }, { now, limits }: Moment): ConsultationOutcome {
    const reason = judgeTap(consultation.offer, by, now);
    if (reason !== null) return refused(reason);
    return goBack({ ...consultation, search: exclude(consultation.search, by, now, limits) }, 'declined');
  },

  /** Null while the offer is open. */
  miss(consultation: Transferring, { now }: Moment): ConsultationOutcome | null {
    return now < consultation.offer.expiresAt ? null : goBack(consultation, 'missed');
  },

  /** Null when it is not the colleague who is gone. */
  loseColleague(consultation: Transferring, personId: string): ConsultationOutcome | null {
    return personId === consultation.offer.personId ? goBack(consultation, 'withdrawn') : null;
  },
};

/** Refused: the dialogue stays with whoever has it. */
function goBack(consultation: Transferring, cause: OfferEnd): ConsultationOutcome {
  const { dialogue, offer } = consultation;
  const told: ConsultationEffect = {
    ...{ kind: 'tell-specialist', personId: dialogue.specialistId },
    news: { kind: 'transfer-refused', by: offer.personId, cause },
  };
  return moved({ ...requested(consultation), state: 'active', dialogue }, [
    retire(offer, cause),
    told,
    { kind: 'serve-queue' },
  ]);
}
