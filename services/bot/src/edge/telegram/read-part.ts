import { type DraftFile, type DraftFileKind, type DraftPart, unfoldAddresses } from '@desk/domain';
import type { Message, MessageEntity } from 'telegraf/types';

/** The longest name that the tracker and every file system take. */
const nameCharsMax = 200;
/** Telegram's limits, in UTF-16 units. */
const textUnitsMax = 4096;
const captionUnitsMax = 1024;

interface Sent {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly file_size?: number;
  readonly file_name?: string;
  readonly mime_type?: string;
}

/** The words and the file of a message; null for one that has neither. */
export function readPart(message: Message): DraftPart | null {
  const text = readText(message);
  const file = readFile(message);
  if (text === null && file === null) return null;
  return {
    messageId: message.message_id,
    albumId: 'media_group_id' in message ? (message.media_group_id ?? null) : null,
    text,
    file,
  };
}

/** The text, or the caption of a file, with the addresses that hide behind its words. */
export function readText(message: Message): string | null {
  if ('text' in message) return unfold(message.text, message.entities ?? [], textUnitsMax);
  if (!('caption' in message) || message.caption === undefined) return null;
  return unfold(message.caption, message.caption_entities ?? [], captionUnitsMax);
}

function unfold(text: string, entities: readonly MessageEntity[], unitsMax: number): string {
  const hidden = entities.flatMap((entity) =>
    entity.type === 'text_link' && entity.url
      ? [{ offset: entity.offset, length: entity.length, address: entity.url }]
      : [],
  );
  return hidden.length === 0 ? text : unfoldAddresses(text, hidden, unitsMax);
}

/** The message that it answers; null where it answers none. */
export function readReply(message: Message): number | null {
  return 'reply_to_message' in message ? (message.reply_to_message?.message_id ?? null) : null;
}

function readFile(message: Message): DraftFile | null {
  const name = (stem: string, extension: string) => `${stem}-${message.message_id}.${extension}`;
  if ('photo' in message) {
    // Telegram lists the sizes from the smallest up.
    const largest = message.photo.at(-1);
    return largest ? fileOf(largest, 'photo', { name: name('photo', 'jpg'), mime: 'image/jpeg' }) : null;
  }
  // An animation is announced as a document as well.
  if ('animation' in message) {
    return fileOf(message.animation, 'animation', { name: name('animation', 'mp4'), mime: 'video/mp4' });
  }
  if ('document' in message) {
    return fileOf(message.document, 'document', { name: name('file', 'bin'), mime: 'application/octet-stream' });
  }
  if ('video' in message) return fileOf(message.video, 'video', { name: name('video', 'mp4'), mime: 'video/mp4' });
  if ('voice' in message) return fileOf(message.voice, 'voice', { name: name('voice', 'ogg'), mime: 'audio/ogg' });
  if ('video_note' in message) {
    return fileOf(message.video_note, 'video-note', { name: name('video-note', 'mp4'), mime: 'video/mp4' });
  }
  if ('audio' in message) return fileOf(message.audio, 'audio', { name: name('audio', 'mp3'), mime: 'audio/mpeg' });
  return null;
}

function fileOf(
  { file_id, file_unique_id, file_size, file_name, mime_type }: Sent,
  kind: DraftFileKind,
  unnamed: { readonly name: string; readonly mime: string },
): DraftFile {
  return {
    telegramFileId: file_id,
    uniqueId: file_unique_id,
    // The end of a name says what it is.
    name: (file_name || unnamed.name).slice(-nameCharsMax),
    mime: mime_type || unnamed.mime,
    bytes: file_size ?? null,
    kind,
  };
}
