import type { DeskEffect, ShowEffect } from './plan.ts';

/** A card as it stands in its chat. */
export interface StandingCard {
  readonly messageId: number;
}

/** The outcomes of one call to Telegram; see `Delivery` in outbox.ts for what becomes of each. */
export type Sent =
  | { readonly kind: 'shown'; readonly messageId: number | null }
  | { readonly kind: 'retry'; readonly afterMs: number; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'unknown' };

export type WithdrawCard = Extract<DeskEffect, { readonly kind: 'withdraw-card' }>;

/** Speaks in chats. Every call has a deadline, and an edit that changes nothing is a success. */
export interface Messenger {
  /**
   * Puts a screen where its placement says. The n-th `press` button of the keyboard (from 0, row by row, links not
   * counted) carries `<keyboardId>.<n>`. A standing card that Telegram no longer knows is sent anew, unless it is to be
   * shown only where it stands. `answered`: what a message of its own quotes, unless that is gone by then.
   */
  show(
    effect: ShowEffect,
    at: {
      readonly keyboardId: string;
      readonly standing: StandingCard | null;
      readonly answered?: StandingCard | undefined;
    },
  ): Promise<Sent>;
  /** Takes the buttons off a message, and out of view where it was pinned; a message that is gone counts as done. */
  retire(chatId: number, messageId: number, pinned: boolean): Promise<Sent>;
  /** Removes a card; where Telegram no longer allows that, its words give way to others. */
  withdraw(effect: WithdrawCard, messageId: number): Promise<Sent>;
  /** Removes a message; one that is gone counts as removed. */
  remove(chatId: number, messageId: number): Promise<Sent>;
}

/** Passes files on to chats: a document in a message of its own. */
export interface FileSender {
  /** Reads `content` to its end or lets go of it. */
  send(chatId: number, file: PassingFile): Promise<Sent>;
}

export interface PassingFile {
  readonly name: string;
  readonly content: ReadableStream<Uint8Array>;
}

export interface StandingCards {
  /** A card and those whose names go on from its own after a colon, as they stand in a chat. */
  listUnder(chatId: number, card: string): Promise<readonly StandingCard[]>;
  /** Of the cards of these names that stand in a chat, the one highest up; null where none does. */
  findFirst(chatId: number, cards: readonly string[]): Promise<StandingCard | null>;
}

/** Stops the spinner on a pressed button: at best effort, never through the outbox. */
export interface CallbackAnswers {
  answer(callbackId: string): Promise<void>;
}
