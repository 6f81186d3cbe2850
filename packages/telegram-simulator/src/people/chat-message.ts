import type { ChatRecord, StoredMessage } from '../state/records.ts';
import type { InlineKeyboardButton } from '../wire/markup.ts';
import type { Contact, Location, Message, MessageEntity } from '../wire/message.ts';
import { fullName } from './full-name.ts';
import { listFiles, type ShownFile } from './list-files.ts';
import { type Quote, quoteMessage } from './quote-message.ts';

export type { ShownFile };

export interface ShownButton {
  text: string;
  callbackData?: string;
  url?: string;
}

/** A message as the person holding the phone sees it. */
export interface ChatMessage {
  id: number;
  from: 'bot' | 'me' | 'other';
  senderName: string;
  /** Unix seconds. */
  date: number;
  /** Empty where the message has none. */
  text: string;
  /** Of the text, or of the caption where there is one. */
  entities: MessageEntity[];
  caption: string;
  inlineKeyboard: ShownButton[][];
  /** Every label of the inline keyboard, row by row. */
  buttons: string[];
  files: ShownFile[];
  edited: boolean;
  /** Has the bot received it? */
  seen: boolean;
  reactions: string[];
  sticker?: string;
  dice?: string;
  contact?: Contact;
  location?: Location;
  mediaGroupId?: string;
  replyTo?: Quote;
  forwardedFrom?: string;
}

// A stored message is replaced, never changed in what it says; only `seen` is set in place, and so is left out here.
const shown = new WeakMap<Message, Omit<ChatMessage, 'seen' | 'reactions' | 'from'>>();

/** Renders a message for one of the people in its chat. */
export function showMessage(stored: StoredMessage, viewerId: number): ChatMessage {
  const { wire } = stored;
  const known = shown.get(wire) ?? render(wire);
  shown.set(wire, known);
  const from = wire.from.is_bot ? 'bot' : wire.from.id === viewerId ? 'me' : 'other';
  return { ...known, from, seen: stored.seen, reactions: stored.reactions };
}

export function showChat(chat: ChatRecord, viewerId: number): ChatMessage[] {
  const messages: ChatMessage[] = [];
  for (const stored of chat.messages.values()) messages.push(showMessage(stored, viewerId));
  return messages;
}

function render(wire: Message): Omit<ChatMessage, 'seen' | 'reactions' | 'from'> {
  const inlineKeyboard = (wire.reply_markup?.inline_keyboard ?? []).map((row) => row.map(showButton));
  const reply = wire.reply_to_message;
  return {
    id: wire.message_id,
    senderName: fullName(wire.from),
    date: wire.date,
    text: wire.text ?? '',
    entities: wire.entities ?? wire.caption_entities ?? [],
    caption: wire.caption ?? '',
    inlineKeyboard,
    buttons: inlineKeyboard.flat().map((button) => button.text),
    files: listFiles(wire),
    edited: wire.edit_date !== undefined,
    ...(wire.sticker?.emoji ? { sticker: wire.sticker.emoji } : {}),
    ...(wire.dice ? { dice: wire.dice.emoji } : {}),
    ...(wire.contact ? { contact: wire.contact } : {}),
    ...(wire.location ? { location: wire.location } : {}),
    ...(wire.media_group_id ? { mediaGroupId: wire.media_group_id } : {}),
    ...(reply ? { replyTo: quoteMessage(reply) } : {}),
    ...(wire.forward_origin ? { forwardedFrom: originName(wire.forward_origin) } : {}),
  };
}

function originName(origin: NonNullable<Message['forward_origin']>): string {
  return origin.type === 'user' ? fullName(origin.sender_user) : origin.sender_user_name;
}

function showButton({ text, callback_data, url }: InlineKeyboardButton): ShownButton {
  return {
    text,
    ...(callback_data === undefined ? {} : { callbackData: callback_data }),
    ...(url === undefined ? {} : { url }),
  };
}
