import type { DraftPart, Language } from '@desk/domain';
import type { Action } from '../ports/action.ts';
import type { ChatContent } from '../ports/consultations.ts';

/** One update of a chat, in our words: what the person wants, whatever Telegram called it. */
export type Intent =
  | { readonly kind: 'command'; readonly command: 'start' | 'help' | 'privacy' | 'report' | 'unknown' }
  | { readonly kind: 'menu'; readonly item: MenuItem }
  | { readonly kind: 'pressed'; readonly action: Action }
  /** A button that is not theirs, was never ours, or has had its day. */
  | { readonly kind: 'pressed-unknown'; readonly forged: boolean }
  | { readonly kind: 'contact'; readonly contact: SharedContact }
  /** `replyTo`: the message of the chat that it answers. */
  | { readonly kind: 'message'; readonly part: DraftPart; readonly replyTo: number | null }
  /** What a ticket cannot hold and a dialogue can. */
  | {
      readonly kind: 'gesture';
      readonly messageId: number;
      readonly content: ChatContent;
      readonly replyTo: number | null;
    }
  | { readonly kind: 'message-edited'; readonly messageId: number; readonly text: string | null }
  | { readonly kind: 'unsupported'; readonly what: 'sticker' | 'location' | 'contact' | 'poll' | 'other' }
  | { readonly kind: 'bot-blocked' }
  | { readonly kind: 'bot-unblocked' }
  | { readonly kind: 'group'; readonly addressed: boolean };

export type MenuItem =
  | 'new-ticket'
  | 'my-tickets'
  | 'help'
  | 'settings'
  | 'assigned'
  | 'duty'
  | 'unassigned'
  | 'oldest'
  | 'who-is-on'
  | 'report'
  | 'consultations'
  | 'own-figures';

export interface SharedContact {
  readonly messageId: number;
  /** E.164 where it is a valid number, else `+` and the digits as they came: the gateway is the judge. */
  readonly phone: string;
  readonly contactUserId: number | null;
  readonly forwarded: boolean;
  /** As the card says. */
  readonly name: string;
}

/** Who speaks and where, as Telegram says. */
export interface Speaker {
  readonly telegramId: number;
  readonly chatId: number;
  readonly chatKind: 'private' | 'group';
  /** From Telegram's own interface language, until the person has chosen one. */
  readonly language: Language;
}
