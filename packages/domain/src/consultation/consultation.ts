import type { Priority } from '../ticket/ticket.ts';

export type Side = 'employee' | 'specialist';

/** Somebody who is not to be offered this request before `until`: they declined it, or were replaced in it. */
export interface Exclusion {
  readonly personId: string;
  readonly until: number;
}

/** How far the search for a specialist has come. */
export interface Search {
  /** Asked in the present round; a round is over when all who are free were asked. */
  readonly asked: readonly string[];
  /** Starts of the rounds of the last hour, oldest first. */
  readonly roundsAt: readonly number[];
  readonly exclusions: readonly Exclusion[];
  /** That nobody accepts is told once for each search, not once for each round. */
  readonly supervisorTold: boolean;
}

/** A request shown to one specialist. While it is open it holds one of their slots. */
export interface Offer {
  readonly personId: string;
  readonly madeAt: number;
  /** At this instant it is over. */
  readonly expiresAt: number;
  /** Accepted by somebody who has to sign in first: extended, which happens once. */
  readonly extended: boolean;
}

/** Two people talking. */
export interface Dialogue {
  readonly specialistId: string;
  /** It is the other side's turn. At first the employee's: the ticket is their first word. */
  readonly lastSpoke: { readonly by: Side; readonly at: number };
  /** When the silent side was warned; null while there is nothing to warn of. */
  readonly warnedAt: number | null;
}

interface Facts {
  readonly id: string;
  readonly ticketId: string;
  readonly employeeId: string;
  readonly team: string;
  readonly priority: Priority;
  readonly requestedAt: number;
  /** The age in the wait queue counts from here. */
  readonly queuedAt: number;
  readonly search: Search;
  /** When the first specialist accepted, and the wait was over; null before. Whatever follows does not change it. */
  readonly acceptedAt: number | null;
  /** The specialists who talked to the employee, the latest last. */
  readonly participants: readonly string[];
}

/** 'all-busy': everyone is at capacity or on a break; 'all-asked': all who are free were asked in this round. */
export type WaitReason = 'all-busy' | 'all-asked' | 'nobody-on-shift';

/** 'nobody-on-shift': call me when somebody is there; 'session-ended': the place is kept until they sign in. */
export type CallbackCause = 'nobody-on-shift' | 'session-ended';

export type DialogueEnd =
  | 'by-employee'
  | 'by-specialist'
  | 'by-supervisor'
  | 'employee-silent'
  | 'specialist-silent'
  | 'employee-unreachable'
  | 'employee-dismissed';

export type CancelCause = 'by-employee' | 'by-supervisor' | 'ticket-closed' | 'employee-dismissed';

export type AbandonCause = 'employee-unreachable' | 'callback-expired';

export interface Requested extends Facts {
  readonly state: 'requested';
}

export interface Waiting extends Facts {
  readonly state: 'waiting';
  readonly reason: WaitReason;
  /** When those already asked may be asked again; null unless all were. */
  readonly nextRoundAt: number | null;
}

export interface Offered extends Facts {
  readonly state: 'offered';
  readonly offer: Offer;
}

export interface Callback extends Facts {
  readonly state: 'callback';
  readonly cause: CallbackCause;
  readonly expiresAt: number;
  /** When the employee was told that somebody is there; null before. */
  readonly calledAt: number | null;
}

export interface Active extends Facts {
  readonly state: 'active';
  readonly dialogue: Dialogue;
}

/** The dialogue goes on while a colleague is asked to take it over. */
export interface Transferring extends Facts {
  readonly state: 'transferring';
  readonly dialogue: Dialogue;
  readonly offer: Offer;
}

export interface Ended extends Facts {
  readonly state: 'ended';
  readonly dialogue: Dialogue;
  readonly endedAt: number;
  readonly end: DialogueEnd;
}

export interface Rated extends Facts {
  readonly state: 'rated';
  readonly dialogue: Dialogue;
  readonly endedAt: number;
  readonly end: DialogueEnd;
  /** 1..5 */
  readonly stars: number;
  /** Of the first rating: the hour for changes counts from here. */
  readonly ratedAt: number;
}

export interface Cancelled extends Facts {
  readonly state: 'cancelled';
  readonly endedAt: number;
  readonly cause: CancelCause;
}

export interface Abandoned extends Facts {
  readonly state: 'abandoned';
  readonly endedAt: number;
  readonly cause: AbandonCause;
}

/** One request of an employee for a live dialogue about a ticket, from the press of the button to the rating. */
export type Consultation =
  | Requested
  | Waiting
  | Offered
  | Callback
  | Active
  | Transferring
  | Ended
  | Rated
  | Cancelled
  | Abandoned;

export type ConsultationState = Consultation['state'];

export const consultationStates = [
  'requested',
  'waiting',
  'offered',
  'callback',
  'active',
  'transferring',
  'ended',
  'rated',
  'cancelled',
  'abandoned',
] as const satisfies readonly ConsultationState[];

/** Whether it is in the wait queue. An open offer is out of it: it holds a slot of its own. */
export function isInLine(consultation: Consultation): consultation is Requested | Waiting {
  return consultation.state === 'requested' || consultation.state === 'waiting';
}
