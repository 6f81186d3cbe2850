import type {
  Assignment,
  AuditEntry,
  Decision,
  Draft,
  Duty,
  DutyEvent,
  Language,
  NobodyReason,
  Session,
  Ticket,
  TicketFact,
} from '@desk/domain';
import type { Composition } from './compositions.ts';
import type { ConsultationChange, DialogueEffect } from './consultation-plan.ts';
import type { DraftState } from './drafts.ts';
import type { DeskJob } from './job-queue.ts';
import type { OutgoingComment } from './outgoing-comments.ts';
import type { GatewayTie, Person } from './people.ts';
import type { PersonChange } from './person-plan.ts';
import type { Keyboard, Screen } from './screen.ts';
import type { StoredComment } from './ticket-comments.ts';
import type { TrackerChange } from './tracker-change.ts';

/**
 * What a use case decided, as data: stored in one transaction together with the mark that its cause is done.
 * A use case loads through ports, asks the domain and returns a plan; it never writes on its own.
 */
export interface Plan {
  readonly changes: readonly Change[];
  readonly effects: readonly (Effect | DelayedEffect)[];
  readonly audit: readonly AuditEntry[];
  /** Woken after the commit, at best effort: each can be found again from the rows just stored. */
  readonly jobs: readonly DeskJob[];
  /**
   * `keep`: the update is set aside and comes back, in its order, after the sender has signed in. `dead`: it failed for
   * the last time and is set aside for good, sealed as it came.
   */
  readonly cause: 'done' | 'keep' | 'dead';
}

/** A row written whole. `expected` is the version it was read with (0: must not exist yet): otherwise overtaken. */
export type Change =
  | { readonly kind: 'save-person'; readonly person: Omit<Person, 'version'>; readonly expected: number }
  | { readonly kind: 'save-session'; readonly session: Session & GatewayTie; readonly expected: number }
  /** Activity alone: never overtakes and is never overtaken; the latest instant wins. */
  | { readonly kind: 'touch-session'; readonly sessionId: string; readonly at: number }
  /** A second open draft of one person is overtaken, not stored. */
  | { readonly kind: 'save-draft'; readonly draft: Draft; readonly state: DraftState; readonly expected: number }
  /** The tracker has it: text and files leave the DMZ. */
  | { readonly kind: 'drop-draft'; readonly draftId: string; readonly expected: number }
  | {
      readonly kind: 'save-ticket';
      readonly ticket: Ticket;
      readonly grant: { readonly id: string; readonly expiresAt: number } | null;
      readonly url: string | null;
      readonly trackerChangedAt: number | null;
      readonly expected: number;
    }
  /** What is around a ticket, written with the ticket itself: its version guards both. Comments not named stay. */
  | {
      readonly kind: 'save-marks';
      readonly ticketId: string;
      readonly readAt: number;
      readonly slaDueAt: number | null;
      readonly comments: readonly StoredComment[];
    }
  /** Who asked for a ticket that was born in the tracker: kept as a tag until they come. */
  | { readonly kind: 'await-requester'; readonly ticketId: string; readonly employeeId: string }
  /** Tickets that waited for this person become theirs. */
  | { readonly kind: 'claim-tickets'; readonly personId: string; readonly employeeId: string }
  /** Looked at, whether or not there was anything new. */
  | { readonly kind: 'note-looks'; readonly ticketIds: readonly string[]; readonly at: number }
  /** Someone has one open ticket more or fewer in the tracker; the next reading of the workload says it anew. */
  | { readonly kind: 'shift-workload'; readonly personId: string; readonly by: 1 | -1 }
  /** Somebody was told that the promise of this instant breaks, or nothing more is done about the silence since it. */
  | {
      readonly kind: 'note-told';
      readonly ticketId: string;
      readonly what: 'breach' | 'silence';
      readonly about: number;
    }
  /** Only the named moments change; a moment once set stays (`reopenedCount` is added to). */
  | { readonly kind: 'record-fact'; readonly fact: Partial<TicketFact> & Pick<TicketFact, 'ticketId'> }
  | {
      readonly kind: 'save-assignment';
      readonly assignment: Assignment;
      readonly decisionId: string | null;
      readonly expected: number;
    }
  /** What requester and supervisors were told about a ticket that waits; null once somebody has it. */
  | { readonly kind: 'note-waiting'; readonly ticketId: string; readonly reason: NobodyReason | null }
  | { readonly kind: 'store-decision'; readonly id: string; readonly ticketId: string; readonly decision: Decision }
  | {
      readonly kind: 'save-duty';
      readonly duty: Duty;
      readonly event: DutyEvent;
      readonly at: number;
      readonly expected: number;
    }
  /** The sender is signed in again: what was set aside in this chat comes back. */
  | { readonly kind: 'resume-kept'; readonly chatId: number }
  /** Open tickets in the tracker by employee id, as of `at`; whoever has never signed in is left out. */
  | {
      readonly kind: 'store-workload';
      readonly team: string;
      readonly active: ReadonlyMap<string, number>;
      readonly at: number;
    }
  | { readonly kind: 'move-cursor'; readonly name: string; readonly value: string }
  /** A person has one at a time: the later takes the place of the earlier. */
  | { readonly kind: 'save-composition'; readonly composition: Composition }
  | { readonly kind: 'drop-composition'; readonly personId: string }
  | { readonly kind: 'save-outgoing'; readonly comment: OutgoingComment; readonly expected: number }
  /** A person's message became (part of) a comment: its correction and replies to it go the same way. */
  | {
      readonly kind: 'note-message';
      readonly chatId: number;
      readonly messageId: number;
      readonly ticketId: string;
      readonly message: string;
    }
  | PersonChange
  | ConsultationChange;

/** Something to do outside, after the commit, in the order of its lane. */
export type Effect = ShowEffect | DeskEffect;

/** Joins its lane when due, behind whatever stands there by then. */
export interface DelayedEffect {
  readonly kind: 'delayed';
  readonly dueAt: number;
  readonly effect: Effect;
  /** A delayed effect of the same name that still waits stands for both. */
  readonly once?: string;
}

/** `chat:<id>` lanes: what a person sees. */
export interface ShowEffect {
  readonly kind: 'show';
  readonly chatId: number;
  readonly language: Language;
  readonly screen: Screen;
  readonly keyboard: Keyboard | null;
  readonly placement: Placement;
  /** The ticket it tells of, if any: a reply to the message is meant for it. */
  readonly about: string | null;
  /** Comes without a sound. */
  readonly silent: boolean;
  /** The card it answers: sent anew, it quotes what stands there, as long as it stands there. */
  readonly answers?: string;
}

/**
 * Where a screen goes. A card is a standing message with a name, one per chat and name:
 * - `message`: always a new message (the person must act, or it is their turn);
 * - `card`: edits the standing card, or sends it where there is none yet (an edit makes no sound);
 * - `card-if-standing`: edits the standing card, and shows nothing where there is none;
 * - `card-below`: sends the card anew at the bottom of the chat and takes the buttons off the old one. `pinned`: Telegram
 *   keeps it in view at the top of the chat, until it is retired.
 */
export type Placement =
  | { readonly kind: 'message' }
  | { readonly kind: 'card' | 'card-if-standing'; readonly card: string }
  | { readonly kind: 'card-below'; readonly card: string; readonly pinned?: boolean };

/** Other effects, delivered in order per lane. */
export type DeskEffect =
  /** Takes the buttons off a card that has had its day. */
  | { readonly kind: 'retire-card'; readonly chatId: number; readonly card: string; readonly pinned?: boolean }
  /**
   * Removes a card whose words are not to be read any more, or has it say `instead` where Telegram keeps it; and with
   * it the cards whose names go on from its own.
   */
  | {
      readonly kind: 'withdraw-card';
      readonly chatId: number;
      readonly language: Language;
      readonly card: string;
      readonly instead: Screen;
    }
  /** Brings a file of a comment to one of its readers. */
  | {
      readonly kind: 'send-file';
      readonly chatId: number;
      readonly personId: string;
      readonly ticketId: string;
      readonly commentId: string;
      readonly fileId: string;
    }
  /** Brings a person everything that is held of them. */
  | { readonly kind: 'send-data'; readonly chatId: number; readonly personId: string }
  /** Removes a message that held personal data (a shared contact). */
  | { readonly kind: 'delete-message'; readonly chatId: number; readonly messageId: number }
  /** `ticket:<id>` lanes: towards the tracker, through the gateway. */
  | { readonly kind: 'file-ticket'; readonly ticketId: string }
  | {
      readonly kind: 'assign-in-tracker';
      readonly ticketId: string;
      readonly personId: string;
      readonly expectedPersonId: string | null;
      /** Whose token decides: a supervisor's; null: the desk itself. */
      readonly byPersonId: string | null;
      /** Their words to it, for colleagues, which are written first. */
      readonly remarkId: string | null;
      /** Since when it waits for that person to sign in again; null while it need not. */
      readonly askedAt: number | null;
    }
  | {
      readonly kind: 'move-in-tracker';
      readonly ticketId: string;
      readonly to: Ticket['status'];
      readonly byPersonId: string;
      /** As above. */
      readonly askedAt: number | null;
    }
  /**
   * Shows a person a comment as it reads at that moment, or takes it back. Both in the lane of the ticket: what is
   * taken back is never shown afterwards.
   */
  | {
      readonly kind: 'tell-comment';
      readonly ticketId: string;
      readonly commentId: string;
      readonly personId: string;
      /** Asked for by its reader: it comes to where they are. */
      readonly below: boolean;
      /** It reads otherwise than when it was told of first. */
      readonly edited: boolean;
    }
  /**
   * Shows whoever has the ticket what was written for them alone when it was handed over, by its marker; while nobody
   * has it, it waits.
   */
  | { readonly kind: 'tell-note'; readonly ticketId: string; readonly message: string; readonly since: number }
  /** Asks its requester whether the solution works, below the words of it. */
  | { readonly kind: 'tell-solution'; readonly ticketId: string; readonly personId: string }
  | {
      readonly kind: 'withdraw-comment';
      readonly ticketId: string;
      readonly commentId: string;
      readonly personId: string;
    }
  /** What a person wrote, by its id. `confirm`: where they learn that it is there, and that it was their n-th. */
  | {
      readonly kind: 'post-comment';
      readonly ticketId: string;
      readonly messageId: string;
      readonly confirm: 'in-place' | 'below';
      readonly count: number;
      /** As above. */
      readonly askedAt: number | null;
    }
  /** A change that a person makes to a ticket. */
  | {
      readonly kind: 'change-in-tracker';
      readonly ticketId: string;
      readonly change: TrackerChange;
      readonly byPersonId: string;
      /** Their words to it, which are written first. */
      readonly remarkId: string | null;
      /** As above. */
      readonly askedAt: number | null;
    }
  /** They corrected it in the chat. */
  | {
      readonly kind: 'edit-comment';
      readonly ticketId: string;
      readonly messageId: string;
      /** As above. */
      readonly askedAt: number | null;
    }
  | DialogueEffect
  /** `person:<id>` lanes. Somebody works in a team no more: what they have there is seen to. */
  | { readonly kind: 'leave-team'; readonly personId: string; readonly team: string }
  /** `inside`: the gateway has done so already. By themselves: `erasure:<id>` lanes. */
  | { readonly kind: 'erase-person'; readonly personId: string; readonly asked: 'by-themselves' | 'inside' }
  /** `session:<id>` lanes. */
  | { readonly kind: 'renew-session'; readonly sessionId: string; readonly personId: string }
  | { readonly kind: 'end-gateway-session'; readonly gatewaySessionId: string };

/** What set the turn off; its row is marked in the same transaction. `epoch` fences off a worker that lost its lane. */
export type Cause =
  | {
      readonly kind: 'inbox';
      readonly source: string;
      readonly sourceId: string;
      readonly lane: string;
      readonly epoch: number;
    }
  | { readonly kind: 'outbox'; readonly id: string; readonly lane: string; readonly epoch: number }
  | { readonly kind: 'job'; readonly name: string };

/** After a commit the lanes of the effects are woken and the jobs handed to the queue; a use case need not. */
export interface Ledger {
  /** `overtaken`: some row moved on since it was read; load again. `fenced`: this worker no longer owns the lane; stop. */
  commit(plan: Plan, cause: Cause): Promise<'committed' | 'overtaken' | 'fenced'>;
}
