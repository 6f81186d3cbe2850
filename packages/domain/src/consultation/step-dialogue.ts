import type { Active, Dialogue, DialogueEnd, Ended, Side, Transferring } from './consultation.ts';
import {
  type ConsultationEffect,
  type ConsultationEventOf,
  type ConsultationOutcome,
  type Moment,
  moved,
  refuse,
  refused,
  type SpecialistNews,
  type StepsOf,
} from './consultation-step.ts';
import { silenceDueAt, silenceEndsAt, silentSide } from './judge-silence.ts';
import { exclude, searchAgain } from './search-round.ts';
import { backInLine, changePriority, requested, tellEmployee } from './step-in-line.ts';
import { retire } from './step-offered.ts';
import { askColleague, transferSteps } from './step-transfer.ts';

type Talking = Active | Transferring;

const talking = {
  'nobody-free': refuse('already-taken'),
  'offer-made': refuse('already-taken'),
  'callback-asked': refuse('already-taken'),
  'specialist-came': refuse('unchanged'),
  resumed: refuse('unchanged'),
  spoke: speak,
  'end-asked': (consultation, { by }, { now }) => end(consultation, `by-${by}`, now),
  'another-asked': askForAnother,
  // People finish what they talk about; closing a ticket is often part of it.
  'ticket-closed': refuse('unchanged'),
  'priority-changed': changePriority,
  'session-ended': endSession,
  rated: refuse('not-ended'),
} as const satisfies Partial<StepsOf<Talking>>;

export const activeSteps: StepsOf<Active> = {
  ...talking,
  accepted: refuseTap,
  'accepted-signed-out': refuseTap,
  declined: refuseTap,
  'time-passed': watchSilence,
  'transfer-asked': askColleague,
  'person-unreachable': (consultation, { personId }, moment) =>
    loseTalker(consultation, personId, 'employee-unreachable', moment),
  'person-dismissed': (consultation, { personId }, moment) =>
    loseTalker(consultation, personId, 'employee-dismissed', moment),
  'shift-ended': (consultation, { personId }) => endShift(consultation, personId),
};

export const transferringSteps: StepsOf<Transferring> = {
  ...talking,
  accepted: transferSteps.accept,
  'accepted-signed-out': transferSteps.extend,
  declined: transferSteps.decline,
  'time-passed': (consultation, event, moment) =>
    transferSteps.miss(consultation, moment) ?? watchSilence(consultation, event, moment),
  'transfer-asked': refuse('transfer-open'),
  'person-unreachable': (consultation, { personId }, moment) =>
    transferSteps.loseColleague(consultation, personId) ??
    loseTalker(consultation, personId, 'employee-unreachable', moment),
  'person-dismissed': (consultation, { personId }, moment) =>
    transferSteps.loseColleague(consultation, personId) ??
    loseTalker(consultation, personId, 'employee-dismissed', moment),
  'shift-ended': (consultation, { personId }) =>
    transferSteps.loseColleague(consultation, personId) ?? endShift(consultation, personId),
};

function refuseTap({ dialogue }: Active, { by }: { readonly by: string }): ConsultationOutcome {
  return refused(dialogue.specialistId === by ? 'already-yours' : 'already-taken');
}

/** Updates may be handled out of order: what was said earlier does not change whose turn it is. */
function speak(consultation: Talking, { by }: ConsultationEventOf<'spoke'>, { now }: Moment): ConsultationOutcome {
  const { dialogue } = consultation;
  if (now < dialogue.lastSpoke.at) return refused('unchanged');
  return moved({ ...consultation, dialogue: { ...dialogue, lastSpoke: { by, at: now }, warnedAt: null } });
}

function watchSilence(consultation: Talking, _event: unknown, { now, limits }: Moment): ConsultationOutcome {
  const { dialogue } = consultation;
  if (now < silenceDueAt(dialogue, limits)) return refused('not-due');
  const silent = silentSide(dialogue);
  if (dialogue.warnedAt !== null) return end(consultation, `${silent}-silent`, now);

  const endsAt = silenceEndsAt(dialogue, now, limits);
  const [forEmployee, forSpecialist] = warnings[silent];
  return moved({ ...consultation, dialogue: { ...dialogue, warnedAt: now } }, [
    tellEmployee({ kind: forEmployee, endsAt }),
    tellSpecialist(dialogue, { kind: forSpecialist, endsAt }),
  ]);
}

const warnings = {
  employee: ['silent', 'employee-silent'],
  specialist: ['specialist-silent', 'silent'],
} as const satisfies Readonly<Record<Side, readonly [string, string]>>;

/** Offered with the warning that the specialist is silent; nobody is sent away for a pause. */
function askForAnother(consultation: Talking, _event: unknown, moment: Moment): ConsultationOutcome {
  const { dialogue } = consultation;
  if (dialogue.warnedAt === null || silentSide(dialogue) !== 'specialist') return refused('specialist-not-silent');
  return replaceSpecialist(consultation, moment);
}

/** A running consultation may finish after the session's limits; signing out by hand is leaving. */
function endSession(
  consultation: Talking,
  { of, cause }: ConsultationEventOf<'session-ended'>,
  { now }: Moment,
): ConsultationOutcome {
  if (of === 'specialist' || cause === 'limit') return refused('unchanged');
  return end(consultation, 'by-employee', now);
}

function loseTalker(consultation: Talking, personId: string, cause: DialogueEnd, moment: Moment): ConsultationOutcome {
  if (personId === consultation.employeeId) return end(consultation, cause, moment.now);
  if (personId !== consultation.dialogue.specialistId) return refused('unchanged');
  return replaceSpecialist(consultation, moment);
}

/** Off shift with a live chat: finish it or hand it over; it is not cut. */
function endShift({ dialogue, ...consultation }: Talking, personId: string): ConsultationOutcome {
  if (personId !== dialogue.specialistId) return refused('unchanged');
  return moved({ ...consultation, dialogue }, [tellSpecialist(dialogue, { kind: 'finish-or-hand-over' })]);
}

/** A colleague already asked stays asked; else the search begins anew, at the full age of the request. */
function replaceSpecialist(consultation: Talking, { now, limits }: Moment): ConsultationOutcome {
  const { dialogue } = consultation;
  const effects = [tellSpecialist(dialogue, { kind: 'replaced' }), tellEmployee({ kind: 'looking-again' })] as const;
  const search = exclude(searchAgain(consultation.search), dialogue.specialistId, now, limits);
  if (consultation.state === 'active') return backInLine({ ...consultation, search }, effects);
  const { offer } = consultation;
  const asked = { ...search, asked: [offer.personId] };
  return moved({ ...requested(consultation), search: asked, state: 'offered', offer }, [
    ...effects,
    { kind: 'serve-queue' },
  ]);
}

/** The specialist is free at once, and every consultation asks once how the help was. */
function end(consultation: Talking, cause: DialogueEnd, now: number): ConsultationOutcome {
  const { dialogue } = consultation;
  const ended: Ended = { ...requested(consultation), state: 'ended', dialogue, endedAt: now, end: cause };
  const retired = consultation.state === 'transferring' ? [retire(consultation.offer, 'withdrawn')] : [];
  const reachable = cause !== 'employee-unreachable' && cause !== 'employee-dismissed';
  return moved(ended, [
    ...retired,
    tellSpecialist(dialogue, { kind: 'ended', end: cause }),
    ...(reachable ? [tellEmployee({ kind: 'ended', end: cause }), { kind: 'ask-rating' } as const] : []),
    { kind: 'close-dialogue' },
    { kind: 'serve-queue' },
  ]);
}

function tellSpecialist({ specialistId }: Dialogue, news: SpecialistNews): ConsultationEffect {
  return { kind: 'tell-specialist', personId: specialistId, news };
}
