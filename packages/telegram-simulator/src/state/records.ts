import type { KeyboardButton } from '../wire/markup.ts';
import type { Message, User } from '../wire/message.ts';

export type Language = 'uk' | 'en';

/** A Telegram account. */
export interface PersonRecord {
  id: number;
  name: string;
  /** International, with a plus. */
  phone: string;
  language: Language;
}

/** The keyboard under the person's input field. */
export interface ShownKeyboard {
  messageId: number;
  rows: KeyboardButton[][];
  oneTime: boolean;
  /** A one-time keyboard after its use: out of sight, but the person can unfold it. */
  folded?: boolean;
  placeholder?: string;
}

export interface StoredMessage {
  wire: Message;
  /** Has the bot received it? Always true for the bot's own. */
  seen: boolean;
  reactions: string[];
  /** Sent with a reply keyboard (or its removal): Telegram lets nobody edit such a message. */
  carriesReplyKeyboard?: true;
}

interface ChatState {
  id: number;
  messages: Map<number, StoredMessage>;
  pinnedMessageId?: number;
}

export interface PrivateChat extends ChatState {
  kind: 'private';
  person: PersonRecord;
  /** The person has pressed START or written: only from then on may the bot write. */
  opened: boolean;
  blocked: boolean;
  keyboard?: ShownKeyboard;
}

export interface GroupChat extends ChatState {
  kind: 'group';
  title: string;
  members: number[];
}

export type ChatRecord = PrivateChat | GroupChat;

/** What someone who watches a chat is told. */
export type ChatEvent =
  | { kind: 'message'; message: StoredMessage }
  | { kind: 'changed'; message: StoredMessage }
  | { kind: 'removed'; messageIds: number[] }
  | { kind: 'seen'; messageId: number }
  | { kind: 'keyboard' }
  | { kind: 'standing' }
  | { kind: 'pinned' }
  | { kind: 'action'; action: string }
  | { kind: 'answer'; personId: number; answer: CallbackAnswer };

/** What the bot answered to a pressed button. */
export interface CallbackAnswer {
  callbackQueryId: string;
  text?: string;
  showAlert: boolean;
  url?: string;
}

export interface MessageDraft {
  from: User;
  content: Omit<Message, 'message_id' | 'from' | 'chat' | 'date' | 'reply_to_message'>;
  replyTo?: StoredMessage;
  carriesReplyKeyboard?: boolean;
}
