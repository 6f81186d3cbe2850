import type { FieldKind, Language, Localised, Priority, Role } from '@desk/domain';
import type { Action } from './action.ts';
import type { ConfirmationScreen } from './confirmation-screen.ts';
import type { ConsultationScreen } from './consultation-screen.ts';
import type { FileLine } from './file-line.ts';
import type { PrivacyScreen } from './privacy-screen.ts';
import type { StaffScreen } from './staff-screen.ts';
import type { TicketScreen } from './ticket-screen.ts';
import type { WritingScreen } from './writing-screen.ts';

/**
 * What a person sees, as data: the renderer turns a screen and a language into text with entities.
 * Instants are epoch milliseconds; names, texts and summaries are personal and sealed at rest.
 */
export type Screen =
  | DoorScreen
  | ConfirmationScreen
  | PrivacyScreen
  | FilingScreen
  | TicketScreen
  | StaffScreen
  | WritingScreen
  | ConsultationScreen
  | NoticeScreen;

/** At the door: sign-in and settings. */
export type DoorScreen =
  | { readonly kind: 'welcome' }
  | { readonly kind: 'help'; readonly role: Role | null }
  | { readonly kind: 'access-refused'; readonly contact: string; readonly code: string | null }
  | { readonly kind: 'contact-not-yours' }
  | { readonly kind: 'sign-in-unavailable' }
  /** `resumed`: something that was set aside goes on right after. */
  | {
      readonly kind: 'signed-in';
      readonly role: Role;
      readonly resumed: boolean;
      /** A specialist who is not on shift: no ticket will come. */
      readonly offShift: boolean;
    }
  | {
      readonly kind: 'sign-in-again';
      readonly reason: 'idle' | 'absolute' | 'revoked' | 'signed-out' | 'first-time';
      /** What was just written or tapped goes on after sign-in; `newest`: it was too much, and the oldest was let go. */
      readonly kept: 'nothing' | 'words' | 'tap' | 'newest';
    }
  | { readonly kind: 'signed-out' }
  /** To the chat of the Telegram account that the person has left for another. */
  | { readonly kind: 'signed-in-elsewhere' }
  | { readonly kind: 'settings'; readonly language: Language }
  | { readonly kind: 'language-changed' }
  | { readonly kind: 'menu'; readonly role: Role };

export type FilingScreen =
  /** `files` that are there already, without a word about them. */
  | { readonly kind: 'describe-problem'; readonly files: number }
  /** `preview` of what was written; types come as buttons. */
  | {
      readonly kind: 'choose-type';
      readonly preview: string;
      readonly files: number;
      readonly department: Localised | null;
      /** Another than the one chosen before. */
      readonly another: boolean;
    }
  | { readonly kind: 'choose-department'; readonly preview: string; readonly files: number }
  | {
      readonly kind: 'field-asked';
      readonly typeTitle: Localised;
      readonly title: Localised;
      readonly hint: Localised | null;
      readonly answer: FieldKind;
      readonly required: boolean;
      readonly problem: 'invalid' | null;
    }
  /** `sent`: it stays in the chat as what the person sent; else they may still change it. */
  | {
      readonly kind: 'review';
      readonly sent: boolean;
      readonly typeTitle: Localised;
      readonly priority: Priority;
      readonly priorityReason: string | null;
      readonly text: string;
      readonly files: readonly FileLine[];
      readonly fields: readonly FieldLine[];
    }
  | { readonly kind: 'change-draft' }
  | { readonly kind: 'choose-priority'; readonly current: Priority }
  | { readonly kind: 'priority-reason-asked' }
  | { readonly kind: 'new-text-asked' }
  /** The buttons to remove a file carry its number in this list, from 1. */
  | { readonly kind: 'draft-files'; readonly files: readonly FileLine[] }
  | { readonly kind: 'draft-fields'; readonly fields: readonly FieldLine[] }
  /** What the person sent just now was not taken. */
  | { readonly kind: 'draft-refused'; readonly refusal: DraftRefusalView }
  | { readonly kind: 'draft-discarded' }
  /** A ticket that could not be sent waits aside, because another is being written; it can be taken up for a day. */
  | { readonly kind: 'draft-set-aside'; readonly typeTitle: Localised }
  | { readonly kind: 'sending' }
  /** The tracker or the gateway does not answer: accepted all the same. */
  | { readonly kind: 'files-left-out'; readonly number: string; readonly files: readonly FileLine[] }
  | { readonly kind: 'accepted-later' }
  /** The session ended before the gateway was back: the ticket stays a draft. */
  | { readonly kind: 'sign-in-and-send'; readonly typeTitle: Localised }
  | {
      readonly kind: 'not-filed';
      readonly reason: 'invalid' | 'not-permitted' | 'file-forbidden' | 'file-too-large' | 'file-gone';
      /** The file it is about, where known. */
      readonly file: FileLine | null;
      readonly contact: string;
    };

/** `value` is null while unanswered, and a title where the answer was chosen from a list. */
export interface FieldLine {
  readonly title: Localised;
  readonly value: Localised | null;
}

export type DraftRefusalView =
  | { readonly reason: 'too-many-files'; readonly filesMax: number; readonly file: FileLine }
  | { readonly reason: 'file-too-large'; readonly bytesMax: number; readonly file: FileLine }
  | { readonly reason: 'file-forbidden'; readonly file: FileLine }
  | { readonly reason: 'text-too-long' | 'answer-too-long'; readonly charsMax: number }
  | { readonly reason: 'too-many-messages'; readonly messagesMax: number };

/** Short answers to what did not fit. */
export type NoticeScreen =
  | { readonly kind: 'stale-button' }
  | { readonly kind: 'not-for-you' }
  | {
      readonly kind: 'unsupported-message';
      readonly what: 'sticker' | 'location' | 'contact' | 'poll' | 'other';
      readonly inDraft: boolean;
    }
  | { readonly kind: 'unknown-command' }
  | { readonly kind: 'finish-draft-first' }
  | { readonly kind: 'edited-too-late' }
  | { readonly kind: 'groups-not-served' }
  | { readonly kind: 'too-fast' }
  | { readonly kind: 'not-now'; readonly contact: string };

/**
 * A `press` button carries an action, bound to the person and chat it was shown to. It is labelled with its `label`,
 * else with its place among others (`caption`), else with the words for its action, followed by whom it is `about`.
 */
export type Button =
  | {
      readonly kind: 'press';
      readonly action: Action;
      readonly label?: Localised;
      readonly caption?: 'next' | 'previous' | 'back' | 'another-type';
      readonly about?: string;
    }
  | { readonly kind: 'link'; readonly label: 'open-in-tracker'; readonly url: string };

export type Keyboard =
  | { readonly kind: 'buttons'; readonly rows: readonly (readonly Button[])[] }
  /** Telegram's own contact button; `again` for someone who has signed in before ("It's me"). */
  | { readonly kind: 'share-phone'; readonly again: boolean }
  | { readonly kind: 'menu'; readonly role: Role }
  | { readonly kind: 'remove' };
