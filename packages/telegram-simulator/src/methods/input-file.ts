import { FILE_KIND_OF, type MediaType } from '../content/describe-file.ts';
import { readImageSize } from '../content/image-size.ts';
import type { FileKind, StoredFile } from '../state/file-store.ts';
import { badRequest, type CallExtras, type Refusal, type Server, type UploadedFile } from './method.ts';

export const PHOTO_BYTES_MAX = 10 * 1024 * 1024;
const ATTACHED = 'attach://';

const KIND_NAMES: Readonly<Record<FileKind, string>> = {
  photos: 'Photo',
  documents: 'Document',
  videos: 'Video',
  animations: 'Animation',
  music: 'Audio',
  voice: 'VoiceNote',
  video_notes: 'VideoNote',
  stickers: 'Sticker',
};

export type InputFile = { kind: 'known'; file: StoredFile } | { kind: 'new'; upload: UploadedFile };

/** A file to send, checked but not yet kept: an upload of this request, or the id of a file Telegram has. */
export function readInputFile(server: Server, extras: CallExtras, type: MediaType, given: string): InputFile | Refusal {
  if (given.startsWith(ATTACHED)) {
    const upload = extras.files.get(given.slice(ATTACHED.length));
    return upload ? checkUpload(type, upload) : badRequest(`there is no ${type} in the request`);
  }
  if (/^https?:\/\//i.test(given)) return badRequest('failed to get HTTP URL content');
  const file = server.files.find(given);
  if (!file) return badRequest('wrong remote file identifier specified: Wrong string length');
  const wanted = FILE_KIND_OF[type];
  if (file.kind !== wanted)
    return badRequest(`can't use file of type ${KIND_NAMES[file.kind]} as ${KIND_NAMES[wanted]}`);
  return { kind: 'known', file };
}

/** Keeps an upload, now that the message is about to be sent. */
export function keepInputFile(server: Server, type: MediaType, input: InputFile): StoredFile {
  if (input.kind === 'known') return input.file;
  const { name, mime, bytes } = input.upload;
  const size = type === 'photo' || type === 'sticker' ? readImageSize(bytes) : undefined;
  return server.files.add({ kind: FILE_KIND_OF[type], bytes, name, mime, ...size });
}

function checkUpload(type: MediaType, upload: UploadedFile): InputFile | Refusal {
  const { bytes, name } = upload;
  if (bytes.byteLength === 0) return badRequest('file must be non-empty');
  if (type === 'photo') {
    if (bytes.byteLength > PHOTO_BYTES_MAX) {
      return badRequest(`file "${name}" of size ${bytes.byteLength} bytes is too big for a photo`);
    }
    const size = readImageSize(bytes);
    if (!size) return badRequest('IMAGE_PROCESS_FAILED');
    if (size.width + size.height > 10_000 || Math.max(size.width / size.height, size.height / size.width) > 20) {
      return badRequest('PHOTO_INVALID_DIMENSIONS');
    }
  }
  return { kind: 'new', upload };
}
