import type { Profile } from '@desk/domain';
import type { ConsultationNews } from '../../ports/consultation-plan.ts';
import type { Concern } from '../../ports/consultations.ts';
import type { DeskEffect } from '../../ports/plan.ts';

type TellConsultations = Extract<DeskEffect, { readonly kind: 'tell-consultations' }>;

/** News for the consultations it concerns, to be stored with whatever made it so. */
export function tellConsultations(about: Concern, news: ConsultationNews): TellConsultations {
  return { kind: 'tell-consultations', about, news };
}

/** Whoever works at the desk no more leaves the conversations they are in. */
export function newsOfRole(personId: string, before: Profile | null, now: Profile): readonly TellConsultations[] {
  const isOut = before !== null && before.role !== 'employee' && now.role === 'employee';
  return isOut ? [tellConsultations({ kind: 'person', id: personId }, { kind: 'dismissed' })] : [];
}
