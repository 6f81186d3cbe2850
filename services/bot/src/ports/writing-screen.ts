import type { Purpose } from './compositions.ts';
import type { FileLine } from './screen.ts';

/** What people see of what they write about tickets. Every one names its ticket. */
export type WritingScreen =
  /** What the next message will be. */
  | {
      readonly kind: 'writing-asked';
      readonly number: string;
      readonly purpose: Purpose;
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
      readonly at: number;
      readonly goesOn: boolean;
    }
  /** The tracker or the gateway does not answer: kept, and on its way. */
  | { readonly kind: 'comment-kept'; readonly number: string }
  | {
      readonly kind: 'comment-refused';
      readonly number: string;
      readonly reason: 'not-permitted' | 'not-found' | 'invalid' | 'no-files' | 'session-ended';
      /** Files that nobody would have, where that is the reason. */
      readonly files: readonly FileLine[];
    };
