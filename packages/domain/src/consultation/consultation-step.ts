import type { Priority } from '../ticket/ticket.ts';
import type { Consultation, DialogueEnd, Side, WaitReason } from './consultation.ts';
import type { ConsultationLimits } from './consultation-limits.ts';

interface Payloads {
  /** The desk chose somebody for this request. */
  'offer-made': { readonly personId: string };
  /** The desk looked for somebody, in vain. */
  'nobody-free': { readonly reason: WaitReason };
  accepted: { readonly by: string };
  /** *Accept* by somebody on shift whose session is over: it reserves, and one tap of sign-in is left. */
  'accepted-signed-out': { readonly by: string };
  declined: { readonly by: string };
  'time-passed': Record<never, never>;
  /** *Call me when someone is there*; `until`: the end of the working day. */
  'callback-asked': { readonly until: number };
  /** Somebody of the team came on shift. */
  'specialist-came': Record<never, never>;
  /** The employee answered the call, or signed in again. */
  resumed: Record<never, never>;
  /** A message, or *I'm here*. */
  spoke: { readonly by: Side };
  /** *End the conversation*, or *don't wait*. */
  'end-asked': { readonly by: Side | 'supervisor' };
  /** The employee would rather have somebody else than a silent specialist. */
  'another-asked': Record<never, never>;
  'transfer-asked': { readonly to: string; readonly summary: string };
  'ticket-closed': Record<never, never>;
  'priority-changed': { readonly priority: Priority };
  /** 'limit': idle or absolute; `keepUntil`: how long a place in the queue waits for them, the end of the working day. */
  'session-ended': { readonly of: Side; readonly cause: 'limit' | 'signed-out'; readonly keepUntil: number };
  /** This person blocked the bot. */
  'person-unreachable': { readonly personId: string };
  'person-dismissed': { readonly personId: string };
  'shift-ended': { readonly personId: string };
  rated: { readonly stars: number };
}

export type ConsultationEventKind = keyof Payloads;

export type ConsultationEventOf<Kind extends ConsultationEventKind> = {
  [Each in Kind]: { readonly kind: Each } & Payloads[Each];
}[Kind];

export type ConsultationEvent = ConsultationEventOf<ConsultationEventKind>;

export type EmployeeNews =
  | { readonly kind: 'waits'; readonly reason: WaitReason }
  | { readonly kind: 'connected'; readonly specialistId: string }
  /** Their specialist is gone, or was too silent: somebody else is looked for, at the full age of the request. */
  | { readonly kind: 'looking-again' }
  | { readonly kind: 'silent'; readonly endsAt: number }
  | { readonly kind: 'specialist-silent'; readonly endsAt: number }
  /** Somebody is there: answer until `until` to be connected. */
  | { readonly kind: 'somebody-there'; readonly until: number }
  | { readonly kind: 'sign-in-to-keep-place'; readonly until: number }
  | { readonly kind: 'callback-kept'; readonly until: number }
  | { readonly kind: 'callback-expired' }
  | { readonly kind: 'cancelled'; readonly cause: 'ticket-closed' | 'by-supervisor' }
  | { readonly kind: 'ended'; readonly end: DialogueEnd };

export type SpecialistNews =
  | { readonly kind: 'connected' }
  | { readonly kind: 'sign-in-to-accept'; readonly until: number }
  | { readonly kind: 'silent'; readonly endsAt: number }
  | { readonly kind: 'employee-silent'; readonly endsAt: number }
  | { readonly kind: 'finish-or-hand-over' }
  | { readonly kind: 'transfer-refused'; readonly by: string; readonly cause: OfferEnd }
  | { readonly kind: 'handed-over'; readonly to: string }
  /** Out of the dialogue: the employee asked for somebody else, or this person left the desk. */
  | { readonly kind: 'replaced' }
  | { readonly kind: 'ended'; readonly end: DialogueEnd };

/** 'withdrawn': the request is over, or the person asked is no longer there. */
export type OfferEnd = 'accepted' | 'declined' | 'missed' | 'withdrawn';

export type ConsultationEffect =
  | { readonly kind: 'offer'; readonly personId: string; readonly until: number }
  | { readonly kind: 'offer-transfer'; readonly personId: string; readonly until: number; readonly summary: string }
  /** The message of an offer is edited: its buttons are stale. */
  | { readonly kind: 'retire-offer'; readonly personId: string; readonly end: OfferEnd }
  | { readonly kind: 'tell-employee'; readonly news: EmployeeNews }
  | { readonly kind: 'tell-specialist'; readonly personId: string; readonly news: SpecialistNews }
  | { readonly kind: 'tell-supervisor'; readonly cause: 'nobody-accepts' | 'low-rating' }
  /** Someone may be free, or someone waits: the head of the queue is to be served now. */
  | { readonly kind: 'serve-queue' }
  /** Final sync and closing comment. */
  | { readonly kind: 'close-dialogue' }
  | { readonly kind: 'ask-rating' };

/** All of them leave everything as it was. A lost race is one of them. */
export type ConsultationRefusal =
  | 'unchanged'
  | 'not-due'
  | 'not-in-line'
  | 'no-offer'
  | 'already-offered'
  | 'not-yours'
  | 'offer-over'
  | 'sign-in-awaited'
  | 'excluded'
  | 'already-taken'
  | 'already-yours'
  | 'not-in-dialogue'
  | 'specialist-not-silent'
  | 'transfer-open'
  | 'not-a-colleague'
  | 'summary-missing'
  | 'summary-too-long'
  | 'not-ended'
  | 'not-stars'
  | 'rating-closed'
  | 'already-over';

export type ConsultationOutcome =
  | { readonly kind: 'moved'; readonly consultation: Consultation; readonly effects: readonly ConsultationEffect[] }
  | { readonly kind: 'refused'; readonly reason: ConsultationRefusal };

export interface Moment {
  readonly now: number;
  readonly limits: ConsultationLimits;
}

/** One row of the state table: what each event means in this state. A missing entry does not compile. */
export type StepsOf<State extends Consultation> = {
  readonly [Kind in ConsultationEventKind]: (
    consultation: State,
    event: ConsultationEventOf<Kind>,
    moment: Moment,
  ) => ConsultationOutcome;
};

export function moved(consultation: Consultation, effects: readonly ConsultationEffect[] = []): ConsultationOutcome {
  return { kind: 'moved', consultation, effects };
}

export function refused(reason: ConsultationRefusal): ConsultationOutcome {
  return { kind: 'refused', reason };
}

/** The entry of an event that is always refused. */
export function refuse(reason: ConsultationRefusal): () => ConsultationOutcome {
  return () => refused(reason);
}
