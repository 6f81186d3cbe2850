import type { TicketPurpose } from './compositions.ts';
import type { FileLine } from './file-line.ts';
import type { TicketLine } from './ticket-screen.ts';
import type { TrackerChange } from './tracker-change.ts';

/** What people see of what they write about tickets. Every one names its ticket. */
export type WritingScreen =
  /** What the next message will be. */
  | {
      readonly kind: 'writing-asked';
      readonly number: string;
      readonly purpose: TicketPurpose;
      /** They were writing to another ticket until now. */
      readonly isSwitched: boolean;
    }
  /** `said`: something was written; else the prompt was left without a word. */
  | { readonly kind: 'writing-ended'; readonly number: string; readonly said: boolean }
  /** `goesOn`: the next message is for the same ticket. */
  | {
      readonly kind: 'comment-added';
      readonly number: string;
      readonly visibility: 'public' | 'internal';
      /** Since the prompt. */
      readonly count: number;
      readonly goesOn: boolean;
    }
  /** The tracker or the gateway does not answer: kept, and on its way. */
  | { readonly kind: 'comment-kept'; readonly number: string }
  /** A correction of what was written is there as well. */
  | { readonly kind: 'comment-corrected'; readonly number: string }
  | { readonly kind: 'comment-not-corrected'; readonly number: string }
  /** The colleague is off shift by now, or of another team. */
  | { readonly kind: 'not-passed-on'; readonly number: string; readonly name: string | null }
  | {
      readonly kind: 'choose-target';
      readonly ticket: TicketLine;
      readonly to: 'people' | 'teams';
      readonly choices: number;
    }
  | { readonly kind: 'choose-new-priority'; readonly ticket: TicketLine }
  /** What can be done comes as buttons. */
  | { readonly kind: 'ticket-ways'; readonly ticket: TicketLine }
  | {
      readonly kind: 'saved-replies';
      readonly number: string;
      /** What was looked for; null: all of them. */
      readonly words: string | null;
      readonly page: number;
      readonly pages: number;
      readonly total: number;
    }
  /** As it would be sent. */
  | { readonly kind: 'saved-reply'; readonly number: string; readonly text: string }
  /** A file alone does not say it. */
  | { readonly kind: 'words-needed'; readonly number: string }
  /** Neither an e-mail address nor a phone number. */
  | { readonly kind: 'address-needed'; readonly number: string }
  | { readonly kind: 'change-sent'; readonly number: string; readonly change: TrackerChange }
  | { readonly kind: 'change-kept'; readonly number: string; readonly change: TrackerChange }
  /** `displayName`: of the colleague who was added. */
  | {
      readonly kind: 'change-done';
      readonly number: string;
      readonly change: TrackerChange;
      readonly displayName: string | null;
    }
  | {
      readonly kind: 'change-refused';
      readonly number: string;
      readonly change: TrackerChange;
      readonly reason: 'not-permitted' | 'not-found' | 'overtaken' | 'invalid' | 'session-ended' | 'person-unknown';
    }
  | {
      readonly kind: 'comment-refused';
      readonly number: string;
      readonly reason: 'not-permitted' | 'not-found' | 'invalid' | 'no-files' | 'session-ended';
      /** Files that nobody would have, where that is the reason. */
      readonly files: readonly FileLine[];
    };
