import { advanceConsultation } from './advance-consultation.ts';
import type { Consultation, ConsultationState } from './consultation.ts';
import { defaultConsultationLimits } from './consultation-limits.ts';
import type { ConsultationEffect, ConsultationEvent, ConsultationOutcome } from './consultation-step.ts';
import { startConsultation } from './start-consultation.ts';

/** For tests: when the button was pressed, 2026-11-23T10:00:00Z. */
export const pressedAt = 1_795_428_000_000;

export const secondMs = 1000;
export const minuteMs = 60 * secondMs;

export const limits = defaultConsultationLimits;
export const dayEndsAt = pressedAt + 7 * 60 * minuteMs;

export const fresh: Consultation = startConsultation(
  { id: 'c-1', ticketId: 't-1', employeeId: 'employee', team: 'infrastructure', priority: 'medium' },
  pressedAt,
);

/** For tests: one event, refusals and all. */
export function step(consultation: Consultation, event: ConsultationEvent, now: number): ConsultationOutcome {
  return advanceConsultation(consultation, event, { now, limits });
}

/** For tests: events that are known to move it, all at one instant. */
export function after(consultation: Consultation, events: readonly ConsultationEvent[], now = pressedAt): Consultation {
  return events.reduce((before, event) => {
    const outcome = step(before, event, now);
    if (outcome.kind === 'refused') throw new Error(`${event.kind} in ${before.state}: ${outcome.reason}`);
    return outcome.consultation;
  }, consultation);
}

const offerToAnn: ConsultationEvent = { kind: 'offer-made', personId: 'ann' };
const annAccepts: ConsultationEvent = { kind: 'accepted', by: 'ann' };
const toBob: ConsultationEvent = { kind: 'transfer-asked', to: 'bob', summary: 'Перевірено кабель і порт.' };
const employeeEnds: ConsultationEvent = { kind: 'end-asked', by: 'employee' };

/** For tests: a consultation in each state, brought there at `pressedAt`; Ann is asked and talks, Bob is the colleague. */
export const inState: Readonly<Record<ConsultationState, Consultation>> = {
  requested: fresh,
  waiting: after(fresh, [{ kind: 'nobody-free', reason: 'all-busy' }]),
  offered: after(fresh, [offerToAnn]),
  callback: after(fresh, [{ kind: 'callback-asked', until: dayEndsAt }]),
  active: after(fresh, [offerToAnn, annAccepts]),
  transferring: after(fresh, [offerToAnn, annAccepts, toBob]),
  ended: after(fresh, [offerToAnn, annAccepts, employeeEnds]),
  rated: after(fresh, [offerToAnn, annAccepts, employeeEnds, { kind: 'rated', stars: 4 }]),
  cancelled: after(fresh, [employeeEnds]),
  abandoned: after(fresh, [{ kind: 'person-unreachable', personId: 'employee' }]),
};

/** For tests: an outcome in a line: the state and the effects, or the reason of the refusal. */
export function inWords(outcome: ConsultationOutcome): string {
  if (outcome.kind === 'refused') return `refused: ${outcome.reason}`;
  return [outcome.consultation.state, ...outcome.effects.map(effectInWords)].join(', ');
}

function effectInWords(effect: ConsultationEffect): string {
  switch (effect.kind) {
    case 'tell-employee':
      return `employee: ${effect.news.kind}`;
    case 'tell-specialist':
      return `${effect.personId}: ${effect.news.kind}`;
    case 'tell-supervisor':
      return `supervisor: ${effect.cause}`;
    case 'retire-offer':
      return `offer to ${effect.personId} ${effect.end}`;
    case 'offer':
    case 'offer-transfer':
      return `${effect.kind} to ${effect.personId}`;
    case 'serve-queue':
    case 'close-dialogue':
    case 'ask-rating':
      return effect.kind;
  }
}
