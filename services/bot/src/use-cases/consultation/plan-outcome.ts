import {
  type AuditEntry,
  type Consultation,
  type ConsultationEffect,
  changeDuty,
  consultationDueAt,
  countMisses,
  isInLine,
  works,
} from '@desk/domain';
import type { StoredConsultation } from '../../ports/consultations.ts';
import type { DeskJob } from '../../ports/job-queue.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Policy } from '../../ports/system.ts';
import { joinPlans, planOf } from '../compose-plan.ts';
import { alertSupervisors } from './alert-supervisors.ts';
import type { Moved, Scene } from './find-scene.ts';
import { holdersOf } from './holders-of.ts';
import { editOffer, type OfferShown, tellOffer } from './present-offer.ts';
import { auditOutcome, noteOffers, recordOutcome } from './record-outcome.ts';
import { tellEmployee } from './tell-employee.ts';
import { tellSpecialist } from './tell-specialist.ts';

export interface At {
  readonly now: number;
  readonly policy: Policy;
}

/**
 * What an outcome of the domain means here: the row, the history and the figures, whom to tell, what to do when. The
 * one translation of its effects; `before` is what was read, and guards the row.
 */
export function planOutcome(before: StoredConsultation, moved: Moved, scene: Scene, at: At): Plan {
  const { consultation } = moved;
  const { now, policy } = at;
  const dueAt = consultationDueAt(consultation, policy.consultationLimits);
  return joinPlans(
    planOf({
      changes: [
        { kind: 'save-consultation', consultation, dueAt, expected: before.version },
        ...noteOffers(before.consultation, moved, now),
        ...recordOutcome(before.consultation, moved, now),
      ],
      audit: auditOutcome(before.consultation, moved, now),
      jobs: [
        ...jobsOf(before.consultation, moved, { dueAt, policy }),
        ...jobsElsewhere(before.consultation, moved, scene),
      ],
    }),
    ...moved.effects.map((effect) => carryOut(effect, before, moved, scene, at)),
  );
}

function carryOut(effect: ConsultationEffect, before: StoredConsultation, moved: Moved, scene: Scene, at: At): Plan {
  const { consultation } = moved;
  switch (effect.kind) {
    case 'offer':
      return offer(effect, { until: effect.until, handover: null }, moved, scene, at);
    case 'offer-transfer': {
      const byPersonId = 'dialogue' in consultation ? consultation.dialogue.specialistId : '';
      const handover = { byPersonId, summary: effect.summary };
      return offer(effect, { until: effect.until, handover }, moved, scene, at);
    }
    case 'retire-offer':
      return retireOffer(effect, before, scene, at);
    case 'tell-employee':
      return planOf({ effects: tellEmployee(effect.news, moved, scene) });
    case 'tell-specialist':
      return planOf({ effects: tellSpecialist(effect, moved, scene) });
    case 'tell-supervisor':
      return planOf({ effects: alertSupervisors(effect.cause, moved.consultation, scene, at) });
    case 'close-dialogue': {
      const { id: consultationId, ticketId } = consultation;
      // What was said last first: the closing comment stands below it.
      const of = { ticketId, consultationId };
      return planOf({
        effects: [
          { kind: 'mirror-chat', ...of },
          { kind: 'close-chat', ...of },
        ],
      });
    }
    // A job; and the stars, which stand below the end of the dialogue.
    case 'serve-queue':
    case 'ask-rating':
      return planOf();
  }
}

/** The slot is theirs from this moment on, whoever else is offering them something. */
function offer(
  { personId }: { readonly personId: string },
  shown: OfferShown,
  moved: Moved,
  scene: Scene,
  at: At,
): Plan {
  const to = scene.people.get(personId);
  if (!to) throw new Error('A consultation was offered to somebody who was not read.');
  const slotsMax = at.policy.consultationLimits.capacity;
  return planOf({
    changes: [{ kind: 'hold-slot', personId, consultationId: moved.consultation.id, slotsMax }],
    effects: tellOffer(to, moved, shown, { scene, ...at }),
  });
}

/** Whoever lets one offer after the other pass is not at the desk: a break begins, with one tap to come back. */
function retireOffer(
  { personId, end }: Extract<ConsultationEffect, { readonly kind: 'retire-offer' }>,
  { consultation }: StoredConsultation,
  scene: Scene,
  { now, policy }: At,
): Plan {
  const asked = scene.people.get(personId);
  if (!asked) return planOf();
  const about = { consultation, number: scene.ticket.ticket.number };
  const { startsBreak } = countMisses(scene.misses, end, policy.consultationLimits);
  const resting = startsBreak && asked.duty !== null ? changeDuty(asked.duty, { kind: 'break-started' }, now) : null;
  if (asked.duty === null || resting === null || resting.kind === 'refused') {
    return planOf({ effects: editOffer(asked, about, { end, onBreak: false }) });
  }
  const event = { kind: 'break-started' } as const;
  return planOf({
    changes: [{ kind: 'save-duty', duty: resting.duty, event, at: now, expected: asked.duty.version }],
    effects: editOffer(asked, about, { end, onBreak: true }),
    audit: [breakOf(personId, now)],
  });
}

function breakOf(personId: string, at: number): AuditEntry {
  const on = { kind: 'person', id: personId } as const;
  return { act: 'duty-changed', actor: { kind: 'service' }, on, outcome: 'done', reason: 'offers-missed', at };
}

/** The line is served anew where its order changed or somebody may be free; the clock is set where it has to act. */
function jobsOf(
  before: Consultation,
  { consultation: after, effects }: Moved,
  { dueAt, policy }: { readonly dueAt: number | null; readonly policy: Policy },
): readonly DeskJob[] {
  const { id: consultationId, team } = after;
  const moves = placeOf(before) !== placeOf(after);
  const serves = effects.some(({ kind }) => kind === 'serve-queue');
  const wasDueAt = consultationDueAt(before, policy.consultationLimits);
  return [
    ...(moves || serves ? [{ queue: 'consult', team, consultationId: moves ? consultationId : null } as const] : []),
    ...(dueAt !== null && dueAt !== wasDueAt
      ? [{ queue: 'timers', timer: 'consultation', consultationId, dueAt } as const]
      : []),
  ];
}

/** Whoever is free now may work in other teams too, where others wait. */
function jobsElsewhere(before: Consultation, { consultation: after }: Moved, { people }: Scene): readonly DeskJob[] {
  const held = holdersOf(after);
  const freed = holdersOf(before).filter((personId) => !held.includes(personId));
  const teams = freed.flatMap((personId) => {
    const profile = people.get(personId)?.person.profile;
    return profile?.teams.filter((team) => team !== after.team && works(profile, team)) ?? [];
  });
  return [...new Set(teams)].map((team) => ({ queue: 'consult', team, consultationId: null }));
}

/** Where it stands in the line; null when it does not. */
function placeOf(consultation: Consultation): string | null {
  return isInLine(consultation) ? `${consultation.priority}:${consultation.queuedAt}` : null;
}
