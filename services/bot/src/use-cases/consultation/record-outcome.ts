import type { AuditEntry, Consultation, ConsultationEffect } from '@desk/domain';
import type { ConsultationRecord, OfferRecord } from '../../ports/consultations.ts';
import type { Change } from '../../ports/plan.ts';
import type { Moved } from './find-scene.ts';
import { isOver } from './is-over.ts';

type Facts = Partial<ConsultationRecord>;

/** The figures that an outcome adds to. */
export function recordOutcome(before: Consultation, { consultation: after }: Moved, now: number): readonly Change[] {
  const facts: Facts = {
    ...acceptanceOf(before, after),
    ...(isOver(before) ? {} : endOf(after, now)),
    ...(after.state === 'rated' ? { stars: after.stars } : {}),
  };
  if (Object.keys(facts).length === 0) return [];
  return [{ kind: 'record-consultation', record: { consultationId: after.id, ...facts } }];
}

function acceptanceOf(before: Consultation, after: Consultation): Facts {
  if (before.acceptedAt !== null || after.acceptedAt === null || !('offer' in before)) return {};
  const { personId, madeAt } = before.offer;
  return { acceptedAt: after.acceptedAt, offeredAt: madeAt, specialistId: personId };
}

function endOf(after: Consultation, now: number): Facts {
  switch (after.state) {
    case 'ended':
      return { endedAt: after.endedAt };
    case 'cancelled':
    case 'abandoned':
      // Whose specialist was lost had a dialogue all the same.
      return after.acceptedAt === null ? { leftAt: now } : { endedAt: now };
    default:
      return {};
  }
}

/** How an offer went, from its making to its end. */
export function noteOffers(before: Consultation, { consultation, effects }: Moved, now: number): readonly Change[] {
  return effects.flatMap((effect): readonly Change[] => {
    switch (effect.kind) {
      case 'offer':
      case 'offer-transfer': {
        const { personId } = effect;
        return [
          noteOffer(consultation, { personId, madeAt: now, transfer: effect.kind === 'offer-transfer', over: null }),
        ];
      }
      case 'retire-offer': {
        const { personId, end } = effect;
        if (!('offer' in before)) return [];
        const { madeAt } = before.offer;
        const transfer = before.state === 'transferring';
        return [noteOffer(before, { personId, madeAt, transfer, over: { at: now, end } })];
      }
      default:
        return [];
    }
  });
}

function noteOffer({ id: consultationId }: Consultation, offer: Omit<OfferRecord, 'consultationId'>): Change {
  return { kind: 'note-offer', offer: { consultationId, ...offer } };
}

/** Who did what, as far as the outcome alone tells: what a person pressed beyond it is the use case's to add. */
export function auditOutcome(before: Consultation, moved: Moved, now: number): readonly AuditEntry[] {
  const { consultation } = moved;
  const of = (act: AuditEntry['act'], by: string | null, reason: string | null = null): AuditEntry => ({
    act,
    actor: by === null ? { kind: 'service' } : { kind: 'person', id: by },
    on: { kind: 'consultation', id: consultation.id },
    outcome: 'done',
    reason,
    at: now,
  });
  return [
    ...moved.effects.flatMap((effect) => auditEffect(effect, of)),
    ...(isOver(before) ? [] : auditEnd(consultation, of)),
    ...(consultation.state === 'rated' ? [of('consultation-rated', consultation.employeeId)] : []),
  ];
}

type Entry = (act: AuditEntry['act'], by: string | null, reason?: string | null) => AuditEntry;

const offerActs = {
  accepted: 'offer-accepted',
  declined: 'offer-declined',
  missed: 'offer-missed',
  withdrawn: 'offer-withdrawn',
} as const;

function auditEffect(effect: ConsultationEffect, of: Entry): readonly AuditEntry[] {
  switch (effect.kind) {
    case 'offer':
      return [of('consultation-offered', null, `to-${effect.personId}`)];
    case 'offer-transfer':
      return [of('consultation-offered', null, `transfer-to-${effect.personId}`)];
    case 'retire-offer':
      return [of(offerActs[effect.end], effect.personId)];
    case 'tell-specialist':
      return effect.news.kind === 'handed-over'
        ? [of('consultation-handed-over', effect.personId, `to-${effect.news.to}`)]
        : [];
    default:
      return [];
  }
}

function auditEnd(after: Consultation, of: Entry): readonly AuditEntry[] {
  switch (after.state) {
    case 'ended':
      return [of('consultation-ended', null, after.end)];
    case 'cancelled':
      return [of('consultation-cancelled', null, after.cause)];
    case 'abandoned':
      return [of('consultation-abandoned', null, after.cause)];
    default:
      return [];
  }
}
