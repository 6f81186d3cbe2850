import type { FileKind, StoredFile } from '../state/file-store.ts';
import type { FileReference, MessageContent, NamedFile, PhotoSize } from '../wire/message.ts';

export type MediaType = 'photo' | 'document' | 'video' | 'animation' | 'audio' | 'voice' | 'video_note' | 'sticker';

export const FILE_KIND_OF: Readonly<Record<MediaType, FileKind>> = {
  photo: 'photos',
  document: 'documents',
  video: 'videos',
  animation: 'animations',
  audio: 'music',
  voice: 'voice',
  video_note: 'video_notes',
  sticker: 'stickers',
};

export interface MediaDetails {
  /** Seconds. */
  duration?: number | undefined;
  width?: number | undefined;
  height?: number | undefined;
  performer?: string | undefined;
  title?: string | undefined;
  emoji?: string | undefined;
}

const THUMBNAIL_SIDE_PX = 90;
const UNKNOWN_SIZE = { width: 1280, height: 720 };
const VIDEO_NOTE_SIDE_PX = 384;
const STICKER_SIDE_PX = 512;

/** How a stored file appears in a message. */
export function describeFile(type: MediaType, file: StoredFile, details: MediaDetails = {}): MessageContent {
  const duration = details.duration ?? 1;
  const size = {
    width: details.width ?? file.width ?? UNKNOWN_SIZE.width,
    height: details.height ?? file.height ?? UNKNOWN_SIZE.height,
  };
  switch (type) {
    case 'photo':
      return { photo: photoSizes(file) };
    case 'document':
      return { document: named(file) };
    case 'video':
      return { video: { ...named(file), ...size, duration } };
    case 'animation':
      // Telegram fills in both, for clients that know no animations.
      return { animation: { ...named(file), ...size, duration }, document: named(file) };
    case 'audio':
      return {
        audio: {
          ...named(file),
          duration,
          ...(details.performer ? { performer: details.performer } : {}),
          ...(details.title ? { title: details.title } : {}),
        },
      };
    case 'voice':
      return { voice: { ...reference(file), duration, mime_type: file.mime ?? 'audio/ogg' } };
    case 'video_note':
      return { video_note: { ...reference(file), duration, length: VIDEO_NOTE_SIDE_PX } };
    case 'sticker':
      return {
        sticker: {
          ...reference(file),
          type: 'regular',
          width: STICKER_SIDE_PX,
          height: STICKER_SIDE_PX,
          is_animated: false,
          is_video: false,
          ...(details.emoji ? { emoji: details.emoji } : {}),
        },
      };
    default:
      return type satisfies never;
  }
}

/** Smallest first, as Telegram orders them; the small one is a promise of a thumbnail, with the same bytes behind it. */
function photoSizes(file: StoredFile): PhotoSize[] {
  const width = file.width ?? UNKNOWN_SIZE.width;
  const height = file.height ?? UNKNOWN_SIZE.height;
  const whole: PhotoSize = { ...reference(file), width, height };
  const scale = THUMBNAIL_SIDE_PX / Math.max(width, height);
  if (scale >= 1) return [whole];
  const small = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
  return [{ ...whole, ...small, file_unique_id: `${file.uniqueId}s` }, whole];
}

function reference(file: StoredFile): FileReference {
  return { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.sizeBytes };
}

function named(file: StoredFile): NamedFile {
  return {
    ...reference(file),
    ...(file.name ? { file_name: file.name } : {}),
    ...(file.mime ? { mime_type: file.mime } : {}),
  };
}
