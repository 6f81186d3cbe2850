import type { AuditEntry } from '@desk/domain';

/** Something that was set aside: an arrival that could not be answered, or an effect that could not be carried out. */
export interface DeadLetter {
  /** The sender's own of an arrival (`telegram:<id>`, `tracker:<id>`), a UUID of an effect: as the audit log names it. */
  readonly id: string;
  readonly from: 'inbox' | 'outbox';
  /** `telegram` or `tracker` of an arrival; the kind of an effect. */
  readonly what: string;
  readonly about: LetterSubject;
  readonly cameAt: number;
  readonly setAsideAt: number;
  /** A code. */
  readonly reason: string;
  readonly tries: number;
  /** How many of the tries may have arrived. */
  readonly doubts: number;
  /** A screen that has given way to a later one of the same card. */
  readonly isOutdated: boolean;
  /** The person whose chat it is for has the bot blocked. */
  readonly isBlocked: boolean;
}

/** Whom or what it concerns, by ids that say nothing outside of the desk. */
export type LetterSubject =
  | { readonly kind: 'person' | 'ticket'; readonly id: string }
  /** Somebody who has never signed in. */
  | { readonly kind: 'stranger' }
  | { readonly kind: 'lane'; readonly name: string };

/** Null: any. Without a reason, what waits for people who blocked the bot is left out. */
export interface LetterFilter {
  readonly from: DeadLetter['from'] | null;
  readonly what: string | null;
  readonly reason: string | null;
  readonly setAsideBefore: number | null;
}

export interface LetterEvent {
  readonly at: number;
  /** An act of the audit log. */
  readonly act: string;
}

/** Which letters are dropped: so named, or all that were set aside before an instant. */
export type DroppedLetters =
  | { readonly kind: 'named'; readonly ids: readonly string[] }
  | { readonly kind: 'set-aside-before'; readonly at: number };

/** What was set aside, for operators. Whatever changes is audited in the same step, each letter with an entry of its own. */
export interface DeadLetters {
  /** The latest set aside come first. */
  list(filter: LetterFilter, max: number): Promise<readonly DeadLetter[]>;
  find(id: string): Promise<DeadLetter | null>;
  /** What the audit log says of it, the earliest first. */
  listHistory(id: string, max: number): Promise<readonly LetterEvent[]>;
  /** Puts it back: an arrival to its old place, an effect to the end of its lane. `gone`: it is not set aside any more. */
  resend(letter: Pick<DeadLetter, 'id' | 'from'>, entry: AuditEntry): Promise<'resent' | 'gone'>;
  /** Removes at most so many; the ids. An arrival that comes again is known, and not answered either. */
  drop(letters: DroppedLetters, entry: AuditEntry, max: number): Promise<readonly string[]>;
}

/** What stands in a letter. */
export interface LetterContents {
  /** `closed`: it does not open with these keys, or whom it was sealed for has been erased. Audited before it is read. */
  open(
    id: string,
    entry: AuditEntry,
  ): Promise<{ readonly kind: 'opened'; readonly content: unknown } | { readonly kind: 'closed' }>;
}

export interface DeadLetterCount {
  /** Those to look into: not what waits for people who blocked the bot, nor what was to be shown on the card named. */
  count(cardLeftOut: string): Promise<number>;
}
