import type { DialogueEnd, Priority, WaitReason } from '@desk/domain';
import type { TicketLine } from './ticket-screen.ts';

/** What people see of consultations. Instants are epoch milliseconds. */
export type ConsultationScreen =
  /**
   * The employee's one standing card while they wait. `wentAhead`: of which priority more are before them than was
   * said. `search-delayed`: the queue is away, and the search begins once it is back; null: the search has just begun.
   */
  | {
      readonly kind: 'waiting-in-line';
      readonly number: string | null;
      readonly reason: WaitReason | 'search-delayed' | null;
      readonly place: number;
      readonly range: { readonly fromMinutes: number; readonly toMinutes: number } | null;
      readonly wentAhead: Priority | null;
      /** Nobody on shift: when the next working hours begin; null where the schedule knows none. */
      readonly nextWorkingAt: number | null;
    }
  | { readonly kind: 'callback-kept'; readonly number: string | null; readonly until: number }
  | { readonly kind: 'somebody-there'; readonly number: string | null; readonly until: number }
  | { readonly kind: 'place-kept'; readonly number: string | null; readonly until: number }
  | { readonly kind: 'callback-expired'; readonly number: string | null }
  /** It is their turn: who is on the line. `name` of the other side. */
  | {
      readonly kind: 'connected';
      readonly side: 'employee' | 'specialist';
      readonly number: string | null;
      readonly name: string;
      /** To a specialist who has others: how many now. */
      readonly dialogues: number;
    }
  | { readonly kind: 'looking-again'; readonly number: string | null }
  /** `side` of the reader; `you`: they are the silent one. */
  | {
      readonly kind: 'silence';
      readonly side: 'employee' | 'specialist';
      readonly number: string | null;
      readonly you: boolean;
      readonly endsAt: number;
    }
  | {
      readonly kind: 'dialogue-ended';
      readonly side: 'employee' | 'specialist';
      readonly number: string | null;
      readonly end: DialogueEnd;
    }
  | {
      readonly kind: 'request-cancelled';
      readonly number: string | null;
      readonly cause: 'by-you' | 'ticket-closed' | 'by-supervisor';
    }
  | { readonly kind: 'already-in-line'; readonly number: string | null }
  | { readonly kind: 'consultation-over'; readonly number: string | null }
  /** To a specialist. `ticket.summary` and `name` null for a reader who is signed out. */
  | {
      readonly kind: 'offer';
      readonly ticket: TicketLine;
      readonly name: string | null;
      readonly waitedMinutes: number;
      readonly until: number;
      /** A colleague hands it over, with these words. */
      readonly handover: { readonly name: string; readonly summary: string | null } | null;
    }
  | {
      readonly kind: 'offer-over';
      readonly number: string | null;
      readonly end: 'accepted' | 'declined' | 'missed' | 'withdrawn' | 'sign-in-awaited';
      /** Three in a row: a break has begun. */
      readonly onBreak: boolean;
    }
  | {
      readonly kind: 'transfer-refused';
      readonly number: string | null;
      readonly name: string;
      readonly end: 'declined' | 'missed' | 'withdrawn';
    }
  /** To whoever said it. */
  | { readonly kind: 'reply-said'; readonly number: string | null; readonly text: string }
  | { readonly kind: 'handed-over'; readonly number: string | null; readonly name: string }
  | { readonly kind: 'replaced'; readonly number: string | null }
  | { readonly kind: 'finish-or-hand-over'; readonly number: string | null; readonly name: string }
  | { readonly kind: 'dialogue-menu'; readonly number: string | null; readonly name: string }
  | { readonly kind: 'choose-colleague'; readonly number: string | null; readonly people: number }
  /** `charsMax`: what was written is longer than that. */
  | {
      readonly kind: 'summary-asked';
      readonly number: string | null;
      readonly name: string;
      readonly charsMax: number | null;
    }
  | { readonly kind: 'asked-colleague'; readonly number: string | null; readonly name: string; readonly until: number }
  | { readonly kind: 'colleague-not-free'; readonly name: string }
  /** More than one dialogue and nothing quoted: whose is it? */
  | { readonly kind: 'to-whom'; readonly messages: number }
  | { readonly kind: 'not-relayed'; readonly why: 'unsupported' | 'too-large'; readonly toReader: boolean }
  /** The dialogue is over, or words of before wait to be told whose they are: it stays where it was written. */
  | { readonly kind: 'not-said'; readonly why: 'over' | 'too-many'; readonly preview: string | null }
  /** A message may not have arrived, or did not. `you`: the reader wrote it; else it was meant for them. */
  | {
      readonly kind: 'delivery-doubtful';
      readonly number: string | null;
      readonly you: boolean;
      readonly why: 'uncertain' | 'blocked' | 'refused' | 'sent-again';
      readonly preview: string | null;
    }
  | { readonly kind: 'rate'; readonly number: string | null; readonly name: string | null }
  | { readonly kind: 'rated'; readonly number: string | null; readonly stars: number; readonly commented: boolean }
  | { readonly kind: 'rating-comment-asked'; readonly number: string | null }
  | { readonly kind: 'take-over-asked'; readonly number: string | null; readonly assigneeName: string | null }
  | { readonly kind: 'taken-over'; readonly number: string | null }
  /** To supervisors. */
  | {
      readonly kind: 'consultation-alert';
      readonly number: string | null;
      readonly what: 'nobody-accepts' | 'waits-long' | 'low-rating';
      readonly waitedMinutes: number;
      readonly stars: number | null;
      readonly comment: string | null;
    }
  | {
      readonly kind: 'consultation-list';
      readonly waiting: readonly ConsultationLine[];
      readonly live: readonly ConsultationLine[];
      /** Of all pages. */
      readonly totals: { readonly waiting: number; readonly live: number };
      readonly page: number;
      readonly pages: number;
    }
  | { readonly kind: 'consultation-details'; readonly line: ConsultationLine }
  | { readonly kind: 'own-figures'; readonly days: 1 | 7 | 30; readonly figures: ConsultationFigures };

export interface ConsultationLine {
  readonly number: string | null;
  readonly name: string;
  readonly specialistName: string | null;
  readonly priority: Priority;
  readonly since: number;
  readonly state: 'waiting' | 'offered' | 'talking' | 'handing-over' | 'callback';
}

export interface ConsultationFigures {
  readonly requested: number;
  readonly held: number;
  readonly left: number;
  readonly wait: { readonly medianMinutes: number; readonly p90Minutes: number } | null;
  readonly duration: { readonly medianMinutes: number; readonly p90Minutes: number } | null;
  readonly rating: { readonly mean: number; readonly count: number } | null;
}
