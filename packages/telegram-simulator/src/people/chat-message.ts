import type { ChatRecord, StoredMessage } from '../state/records.ts';
import type { InlineKeyboardButton } from '../wire/markup.ts';
import type { Contact, Location, Message, MessageEntity } from '../wire/message.ts';

export interface ShownButton {
  text: string;
  callbackData?: string;
  url?: string;
}

export interface ShownFile {
  kind: 'photo' | 'document' | 'video' | 'animation' | 'audio' | 'voice' | 'video_note' | 'sticker';
  fileId: string;
  sizeBytes: number;
  name?: string;
  mime?: string;
  width?: number;
  height?: number;
  /** Seconds. */
  duration?: number;
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
  contact?: Contact;
  location?: Location;
  mediaGroupId?: string;
  replyTo?: { id: number; senderName: string; excerpt: string };
  forwardedFrom?: string;
}

const EXCERPT_UNITS_MAX = 120;

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

export function fullName({ first_name, last_name }: { first_name: string; last_name?: string }): string {
  return last_name ? `${first_name} ${last_name}` : first_name;
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
    ...(wire.contact ? { contact: wire.contact } : {}),
    ...(wire.location ? { location: wire.location } : {}),
    ...(wire.media_group_id ? { mediaGroupId: wire.media_group_id } : {}),
    ...(reply ? { replyTo: { id: reply.message_id, senderName: fullName(reply.from), excerpt: excerpt(reply) } } : {}),
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

/** A line that stands for the message where it is quoted or listed. */
export function excerpt(wire: Message): string {
  const said = wire.text ?? wire.caption ?? wire.document?.file_name ?? wire.sticker?.emoji;
  if (said) return said.slice(0, EXCERPT_UNITS_MAX);
  if (wire.contact) return fullName(wire.contact);
  const kind = listFiles(wire)[0]?.kind ?? (wire.location ? 'location' : 'message');
  return `[${kind}]`;
}

function listFiles(wire: Message): ShownFile[] {
  const largest = wire.photo?.at(-1);
  const sources = [
    { kind: 'photo', file: largest },
    { kind: 'animation', file: wire.animation },
    { kind: 'document', file: wire.animation ? undefined : wire.document },
    { kind: 'video', file: wire.video },
    { kind: 'audio', file: wire.audio },
    { kind: 'voice', file: wire.voice },
    { kind: 'video_note', file: wire.video_note },
    { kind: 'sticker', file: wire.sticker },
  ] as const;
  const files: ShownFile[] = [];
  for (const { kind, file } of sources) {
    if (!file) continue;
    files.push({
      kind,
      fileId: file.file_id,
      sizeBytes: file.file_size,
      ...('file_name' in file && file.file_name ? { name: file.file_name } : {}),
      ...('mime_type' in file && file.mime_type ? { mime: file.mime_type } : {}),
      ...('width' in file ? { width: file.width, height: file.height } : {}),
      ...('duration' in file ? { duration: file.duration } : {}),
    });
  }
  return files;
}
