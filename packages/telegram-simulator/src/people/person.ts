import type { CallbackAnswer, Language } from '../state/records.ts';
import type { KeyboardButton } from '../wire/markup.ts';
import type { ChatMessage } from './chat-message.ts';
import type { MessagePredicate } from './wait-for-message.ts';

export interface NewPerson {
  name: string;
  /** International, with or without a plus. */
  phone: string;
  language?: Language;
  id?: number;
}

/** The message of the chat that it answers. */
export interface ReplyOption {
  replyTo?: number;
}

interface MediaOptions extends ReplyOption {
  caption?: string;
  mediaGroupId?: string;
  /** Claims this size instead of the bytes' own: a 40 MB file for a test need not exist. */
  pretendSizeBytes?: number;
}

export interface DocumentToSend extends MediaOptions {
  name: string;
  mime: string;
  bytes: Uint8Array;
}

export interface TimedOptions extends MediaOptions {
  /** Seconds. */
  duration?: number;
}

export type AlbumItem =
  | { kind: 'photo'; bytes: Uint8Array }
  | { kind: 'video'; bytes: Uint8Array; name?: string }
  | { kind: 'document'; name: string; mime: string; bytes: Uint8Array };

export interface ContactCard {
  phone: string;
  name: string;
  userId?: number;
}

export interface ShownKeyboardButton {
  text: string;
  requestContact?: boolean;
}

/**
 * What a human can do in the private chat with the bot. Each action resolves when Telegram has accepted it, not when
 * the bot has handled it; one that Telegram's apps would not offer (writing while the bot is blocked, pressing a
 * button that is not there) rejects.
 */
export interface Person {
  readonly id: number;
  readonly name: string;
  readonly phone: string;
  readonly language: Language;
  /** Presses START, or RESTART after a block. */
  start(payload?: string): Promise<ChatMessage>;
  /** A text beyond 4096 characters goes out as several messages; the first is returned. */
  send(text: string, options?: ReplyOption): Promise<ChatMessage>;
  /** Of the text, or of the caption of a file. */
  edit(messageId: number, text: string): Promise<ChatMessage>;
  sendPhoto(bytes: Uint8Array, options?: MediaOptions): Promise<ChatMessage>;
  sendDocument(document: DocumentToSend): Promise<ChatMessage>;
  sendVoice(bytes: Uint8Array, options?: TimedOptions): Promise<ChatMessage>;
  sendVideo(bytes: Uint8Array, options?: TimedOptions): Promise<ChatMessage>;
  sendVideoNote(bytes: Uint8Array, options?: TimedOptions): Promise<ChatMessage>;
  sendSticker(emoji?: string, options?: ReplyOption): Promise<ChatMessage>;
  sendLocation(latitude: number, longitude: number, options?: ReplyOption): Promise<ChatMessage>;
  /** An emoji that shows a random value. */
  sendDice(emoji?: string): Promise<ChatMessage>;
  /** Two to ten items; they arrive as separate updates with one media_group_id, the caption with the first. */
  sendAlbum(items: readonly AlbumItem[], caption?: string, options?: ReplyOption): Promise<ChatMessage[]>;
  shareOwnContact(): Promise<ChatMessage>;
  sendContact(of: Person | ContactCard, options?: ReplyOption): Promise<ChatMessage>;
  /** Passes on a contact that the other person has shared; it carries a forward_origin. */
  forwardContact(of: Person): Promise<ChatMessage>;
  /** Presses the inline button with this label or callback data; the label counts first. */
  press(messageId: number, button: string): Promise<{ callbackQueryId: string }>;
  /** Sends callback data that no button offers, as a tampered client can. The newest message carries it. */
  pressForged(data: string, messageId?: number): Promise<{ callbackQueryId: string }>;
  block(): Promise<void>;
  unblock(): Promise<void>;
  isBlocking(): boolean;
  /** The chat as the person sees it, oldest first. */
  messages(): ChatMessage[];
  /** The reply keyboard on show. */
  keyboard(): ShownKeyboardButton[][] | undefined;
  /** Presses a button of the reply keyboard: sends its text, or the own contact where it asks for that. */
  pressKeyboard(text: string): Promise<ChatMessage>;
  /** What the bot answered to presses so far (toasts and alerts), oldest first. */
  answers(): CallbackAnswer[];
  waitForAnswer(callbackQueryId: string, deadlineMs?: number): Promise<CallbackAnswer>;
  /**
   * The newest message that fits, now or as soon as there is one.
   * Rejects after the deadline (default 5000 ms) with a listing of what the chat shows.
   */
  waitFor(predicate: MessagePredicate, deadlineMs?: number): Promise<ChatMessage>;
}

export function showKeyboard(rows: readonly KeyboardButton[][]): ShownKeyboardButton[][] {
  return rows.map((row) =>
    row.map(({ text, request_contact }) => ({ text, ...(request_contact ? { requestContact: true } : {}) })),
  );
}
