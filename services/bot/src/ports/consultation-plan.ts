import type { Consultation, Priority } from '@desk/domain';
import type { ChatGrant } from './consultation-desk.ts';
import type {
  ChatContent,
  ChatDelivery,
  ChatMessage,
  ChatPlace,
  Concern,
  ConsultationRecord,
  OfferRecord,
  ShownWait,
} from './consultations.ts';
import type { UnaddressedWords } from './unaddressed-words.ts';

/** Rows of consultations and of what is said in them, as a plan writes them. */
export type ConsultationChange =
  /** `dueAt`: when the clock has next something to do there. */
  | {
      readonly kind: 'save-consultation';
      readonly consultation: Consultation;
      readonly dueAt: number | null;
      readonly expected: number;
    }
  /** One more slot of somebody is taken by this consultation: overtaken where they have `slotsMax` others already. */
  | {
      readonly kind: 'hold-slot';
      readonly personId: string;
      readonly consultationId: string;
      readonly slotsMax: number;
    }
  | { readonly kind: 'note-offer'; readonly offer: OfferRecord }
  | { readonly kind: 'note-grant'; readonly consultationId: string; readonly grant: ChatGrant }
  /** What their card in the wait queue says now. The latest wins. */
  | { readonly kind: 'note-shown-wait'; readonly consultationId: string; readonly shown: ShownWait }
  /** Only what is named changes. */
  | {
      readonly kind: 'record-consultation';
      readonly record: Partial<ConsultationRecord> & Pick<ConsultationRecord, 'consultationId'>;
    }
  /**
   * Said in a dialogue, behind whatever was said before. Overtaken where the dialogue is over, or sender and reader are
   * no longer the two in it. Counts as their having spoken; `dueAt`: when the silence after it is to be judged.
   */
  | { readonly kind: 'say'; readonly message: ChatMessage; readonly readerId: string; readonly dueAt: number }
  /** A message left, arrived, or did not. */
  | {
      readonly kind: 'note-relayed';
      readonly messageIds: readonly string[];
      readonly delivery: ChatDelivery;
      /** Where the copies stand, in the order of the messages. */
      readonly to: readonly ChatPlace[];
    }
  /** Its author corrected it: the ticket hears of that as well. */
  | { readonly kind: 'correct-said'; readonly messageId: string; readonly content: ChatContent; readonly at: number }
  /** Which messages go into the ticket together is fixed before the first attempt. */
  | {
      readonly kind: 'fix-batch';
      readonly batchId: string;
      readonly consultationId: string;
      readonly messageIds: readonly string[];
    }
  | { readonly kind: 'note-mirrored'; readonly batchId: string }
  /** Words that wait to be told whose they are: sealed, one set for each person. */
  | { readonly kind: 'keep-unaddressed'; readonly personId: string; readonly words: readonly UnaddressedWords[] }
  | { readonly kind: 'drop-unaddressed'; readonly personId: string }
  /** What an employee thinks of a consultation, sealed; the latest wins. */
  | { readonly kind: 'save-rating-comment'; readonly consultationId: string; readonly text: string };

/** What is done about consultations outside, in order per lane. */
export type DialogueEffect =
  /**
   * `chat:<id>` lanes: brings what was said to the other side, whole albums as one. A person's words are not repeated
   * where they may have arrived; `again`: the specialist wants them sent once more. `personId`: who reads them.
   */
  | {
      readonly kind: 'relay-message';
      readonly chatId: number;
      readonly personId: string;
      readonly messageId: string;
      readonly again: boolean;
    }
  /** Has a copy say what its message says by now. */
  | { readonly kind: 'relay-edit'; readonly chatId: number; readonly messageId: string }
  /** `ticket:<id>` lanes: consultations as the gateway records them, and what was said as the ticket keeps it. */
  | {
      readonly kind: 'open-consultation';
      readonly ticketId: string;
      readonly consultationId: string;
      /** As for tickets: since when it waits for that person to sign in again. */
      readonly askedAt: number | null;
    }
  | {
      readonly kind: 'join-consultation';
      readonly ticketId: string;
      readonly consultationId: string;
      readonly personId: string;
      /** As for tickets: since when it waits for that person to sign in again. */
      readonly askedAt: number | null;
    }
  | { readonly kind: 'mirror-chat'; readonly ticketId: string; readonly consultationId: string }
  /** The closing comment, written or brought up to date. */
  | { readonly kind: 'close-chat'; readonly ticketId: string; readonly consultationId: string }
  /** `consultations:<id>` lanes: what happened elsewhere and concerns consultations. */
  | { readonly kind: 'tell-consultations'; readonly about: Concern; readonly news: ConsultationNews };

/** Told to the consultations of whoever or whatever it is about; who they are is read when it is told. */
export type ConsultationNews =
  | { readonly kind: 'came-on-shift' }
  | { readonly kind: 'shift-ended' }
  | { readonly kind: 'session-ended'; readonly cause: 'limit' | 'signed-out' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'dismissed' }
  | { readonly kind: 'ticket-closed' }
  | { readonly kind: 'priority-changed'; readonly priority: Priority }
  /** Somebody of a team may be free again. */
  | { readonly kind: 'capacity-freed' };
