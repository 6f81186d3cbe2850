import type { Localised, Priority, TicketStatus } from '@desk/domain';

/** Who works on a ticket, as its requester may know it. */
export type Handling =
  | { readonly kind: 'looking' }
  | { readonly kind: 'specialist'; readonly name: string }
  /** Somebody in the tracker who has never been here. */
  | { readonly kind: 'someone' }
  /** Nobody is on shift; `nextWorkingAt` null when the schedule knows none. */
  | { readonly kind: 'waiting-for-shift'; readonly nextWorkingAt: number | null }
  | { readonly kind: 'waiting-for-capacity' };

export interface TicketLine {
  readonly number: string | null;
  readonly typeTitle: Localised;
  readonly status: TicketStatus;
  readonly priority: Priority;
  readonly createdAt: number;
  /** When the earliest promise breaks; for staff. Null where there is none. */
  readonly dueAt: number | null;
  /** Null where the reader has no live session: the content is not shown. */
  readonly summary: string | null;
}

export type TicketScreen =
  | { readonly kind: 'ticket-created'; readonly number: string; readonly handling: Handling }
  | {
      readonly kind: 'my-tickets';
      readonly tickets: readonly TicketLine[];
      readonly page: number;
      readonly pages: number;
      readonly total: number;
    }
  | {
      readonly kind: 'ticket-details';
      readonly reader: 'requester' | 'staff';
      readonly ticket: TicketLine;
      /** Null for the requester themselves. */
      readonly requesterName: string | null;
      readonly handling: Handling;
      readonly changedAt: number;
      readonly description: string | null;
      readonly files: readonly string[];
      /** False: the tracker does not answer, and this is what the desk remembers. */
      readonly current: boolean;
    }
  /** News of a ticket to its requester. */
  | {
      readonly kind: 'ticket-changed';
      readonly number: string;
      readonly status: TicketStatus;
      readonly handling: Handling;
    }
  /** What somebody wrote about a ticket, to one of its readers. */
  | {
      readonly kind: 'comment';
      readonly number: string;
      /** Null where nobody knows who it is. */
      readonly authorName: string | null;
      readonly text: string;
      /** Their names; each comes with a button. */
      readonly files: readonly string[];
      readonly edited: boolean;
    }
  /** The same to a reader without a session: that there is something to read, and no more. */
  | { readonly kind: 'comment-waiting'; readonly number: string }
  /** What a colleague wrote for whoever has the ticket now. */
  | { readonly kind: 'note'; readonly number: string; readonly authorName: string | null; readonly text: string }
  /** The same to a reader without a session. */
  | { readonly kind: 'note-waiting'; readonly number: string }
  | { readonly kind: 'comment-withdrawn'; readonly number: string }
  | {
      readonly kind: 'file-not-sent';
      readonly number: string;
      readonly why: 'gone' | 'too-large' | 'session-ended';
    }
  /** Whether it is solved, its requester decides. */
  | { readonly kind: 'solution-offered'; readonly number: string }
  | { readonly kind: 'solution-confirmed'; readonly number: string }
  /** Nobody answered, and it was closed. */
  | { readonly kind: 'solution-unanswered'; readonly number: string };
