import type {
  AbandonCause,
  Abandoned,
  Callback,
  CancelCause,
  Cancelled,
  Consultation,
  Offer,
  Requested,
  Waiting,
} from './consultation.ts';
import {
  type ConsultationEffect,
  type ConsultationEventOf,
  type ConsultationOutcome,
  type EmployeeNews,
  type Moment,
  moved,
  refuse,
  refused,
  type StepsOf,
} from './consultation-step.ts';
import { ask, nextRound, nextRoundAt, passedOver } from './search-round.ts';

type InLine = Requested | Waiting;

const inLine = {
  'offer-made': makeOffer,
  'nobody-free': wait,
  accepted: refuse('no-offer'),
  'accepted-signed-out': refuse('no-offer'),
  declined: refuse('no-offer'),
  'callback-asked': (consultation, { until }) => keepCallback(consultation, until),
  resumed: refuse('unchanged'),
  spoke: refuse('not-in-dialogue'),
  'end-asked': endBeforeDialogue,
  'another-asked': refuse('not-in-dialogue'),
  'transfer-asked': refuse('not-in-dialogue'),
  'ticket-closed': (consultation, _event, { now }) => closeTicketBefore(consultation, now),
  'priority-changed': changePriority,
  'session-ended': endSessionInLine,
  'person-unreachable': loseEmployee,
  'person-dismissed': dismissEmployee,
  'shift-ended': refuse('unchanged'),
  rated: refuse('not-ended'),
} as const satisfies Partial<StepsOf<InLine>>;

export const requestedSteps: StepsOf<Requested> = {
  ...inLine,
  'time-passed': refuse('not-due'),
  'specialist-came': refuse('unchanged'),
};

export const waitingSteps: StepsOf<Waiting> = {
  ...inLine,
  'time-passed': startRound,
  'specialist-came': (consultation) =>
    consultation.reason === 'nobody-on-shift' ? backInLine(consultation) : refused('unchanged'),
};

/** Looks for somebody again, at the full age of the request. */
export function backInLine(
  consultation: Consultation,
  effects: readonly ConsultationEffect[] = [],
): ConsultationOutcome {
  return moved(requested(consultation), [...effects, { kind: 'serve-queue' }]);
}

export function requested(consultation: Consultation): Requested {
  const { id, ticketId, employeeId, team, priority, search, participants } = consultation;
  const { requestedAt, queuedAt, acceptedAt } = consultation;
  return {
    ...{ id, ticketId, employeeId, team, priority, requestedAt, queuedAt, acceptedAt, search, participants },
    state: 'requested',
  };
}

export function openOffer(personId: string, { now, limits }: Moment): Offer {
  return { personId, madeAt: now, expiresAt: now + limits.offerMs, extended: false };
}

/** *Don't wait*, or a supervisor closes it. */
export function endBeforeDialogue(
  consultation: Consultation,
  { by }: ConsultationEventOf<'end-asked'>,
  { now }: Moment,
): ConsultationOutcome {
  switch (by) {
    case 'employee':
      return leave(cancelled(consultation, 'by-employee', now));
    case 'specialist':
      return refused('not-in-dialogue');
    case 'supervisor':
      return cancelAndTell(consultation, 'by-supervisor', now);
  }
}

export function closeTicketBefore(consultation: Consultation, now: number): ConsultationOutcome {
  return cancelAndTell(consultation, 'ticket-closed', now);
}

export function changePriority(
  consultation: Consultation,
  { priority }: ConsultationEventOf<'priority-changed'>,
): ConsultationOutcome {
  return consultation.priority === priority ? refused('unchanged') : moved({ ...consultation, priority });
}

export function loseEmployee(
  consultation: Consultation,
  { personId }: ConsultationEventOf<'person-unreachable'>,
  { now }: Moment,
): ConsultationOutcome {
  if (personId !== consultation.employeeId) return refused('unchanged');
  return leave(abandoned(consultation, 'employee-unreachable', now));
}

export function dismissEmployee(
  consultation: Consultation,
  { personId }: ConsultationEventOf<'person-dismissed'>,
  { now }: Moment,
): ConsultationOutcome {
  if (personId !== consultation.employeeId) return refused('unchanged');
  return leave(cancelled(consultation, 'employee-dismissed', now));
}

/**
 * Nothing new may start without a session, so the request leaves the queue; whoever signs in within the day has their
 * place back, age and all. Signing out by hand is leaving.
 */
export function endSessionInLine(
  consultation: Consultation,
  { of, cause, keepUntil }: ConsultationEventOf<'session-ended'>,
  { now }: Moment,
): ConsultationOutcome {
  if (of === 'specialist') return refused('unchanged');
  if (cause === 'signed-out') return leave(cancelled(consultation, 'by-employee', now));
  const callback: Callback = {
    ...{ ...requested(consultation), state: 'callback', cause: 'session-ended' },
    ...{ expiresAt: keepUntil, calledAt: null },
  };
  return moved(callback, [tellEmployee({ kind: 'sign-in-to-keep-place', until: keepUntil })]);
}

/** Over without a dialogue; or after one whose specialist was lost, and that is to be documented like any other. */
export function leave(over: Abandoned | Cancelled, effects: readonly ConsultationEffect[] = []): ConsultationOutcome {
  return moved(over, over.participants.length === 0 ? effects : [...effects, { kind: 'close-dialogue' }]);
}

export function abandoned(consultation: Consultation, cause: AbandonCause, now: number): Abandoned {
  return { ...requested(consultation), state: 'abandoned', cause, endedAt: now };
}

export function tellEmployee(news: EmployeeNews): ConsultationEffect {
  return { kind: 'tell-employee', news };
}

function makeOffer(
  consultation: InLine,
  { personId }: ConsultationEventOf<'offer-made'>,
  moment: Moment,
): ConsultationOutcome {
  if (passedOver(consultation, moment.now).includes(personId)) return refused('excluded');
  const search = ask(consultation.search, personId, moment.now);
  const offer = openOffer(personId, moment);
  return moved({ ...requested(consultation), search, state: 'offered', offer }, [
    { kind: 'offer', personId, until: offer.expiresAt },
  ]);
}

/**
 * A round once found to be over keeps its pause, however often the desk looks meanwhile. Where nobody is free at all the
 * round is over without one: whoever comes back is asked at once.
 */
function wait(
  consultation: InLine,
  { reason }: ConsultationEventOf<'nobody-free'>,
  { now, limits }: Moment,
): ConsultationOutcome {
  const known = consultation.state === 'waiting' && consultation.reason === reason;
  if (known && (reason !== 'all-asked' || consultation.nextRoundAt !== null)) return refused('unchanged');

  const { search } = consultation;
  const tell = reason === 'all-asked' && !search.supervisorTold;
  const waiting: Waiting = {
    ...requested(consultation),
    state: 'waiting',
    search: reason === 'all-asked' ? { ...search, supervisorTold: true } : nextRound(search),
    reason,
    nextRoundAt: reason === 'all-asked' ? nextRoundAt(search, now, limits) : null,
  };
  const supervisor: readonly ConsultationEffect[] = tell ? [{ kind: 'tell-supervisor', cause: 'nobody-accepts' }] : [];
  return moved(waiting, [...(known ? [] : [tellEmployee({ kind: 'waits', reason })]), ...supervisor]);
}

function startRound(consultation: Waiting, _event: unknown, { now }: Moment): ConsultationOutcome {
  if (consultation.nextRoundAt === null || now < consultation.nextRoundAt) return refused('not-due');
  const search = nextRound(consultation.search);
  return moved({ ...consultation, search, nextRoundAt: null }, [{ kind: 'serve-queue' }]);
}

function keepCallback(consultation: InLine, until: number): ConsultationOutcome {
  const callback: Callback = {
    ...{ ...requested(consultation), state: 'callback', cause: 'nobody-on-shift' },
    ...{ expiresAt: until, calledAt: null },
  };
  return moved(callback, [tellEmployee({ kind: 'callback-kept', until })]);
}

function cancelAndTell(
  consultation: Consultation,
  cause: Extract<CancelCause, 'ticket-closed' | 'by-supervisor'>,
  now: number,
): ConsultationOutcome {
  return leave(cancelled(consultation, cause, now), [tellEmployee({ kind: 'cancelled', cause })]);
}

function cancelled(consultation: Consultation, cause: CancelCause, now: number): Cancelled {
  return { ...requested(consultation), state: 'cancelled', cause, endedAt: now };
}
