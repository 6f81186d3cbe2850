import type { FastifyRequest } from 'fastify';
import { readImageSize } from '../content/image-size.ts';
import type { UploadedFile } from '../methods/method.ts';
import type { ChatMessage } from '../people/chat-message.ts';
import type { Person } from '../people/person.ts';
import { newMediaGroupId } from '../state/media-group-id.ts';

const ALBUM_ITEMS_MAX = 10;

export interface Upload {
  files: UploadedFile[];
  caption: string | undefined;
  replyTo: number | undefined;
  /** Send pictures as files, unchanged. */
  asDocuments: boolean;
  /** Of sound or video, in seconds. */
  duration: number | undefined;
}

/** Reads a form with "files", "caption", "replyTo" and "asDocuments". */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  const upload: Upload = { files: [], caption: undefined, replyTo: undefined, asDocuments: false, duration: undefined };
  if (!request.isMultipart()) throw new Error('Files travel as multipart/form-data.');
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      upload.files.push({ name: part.filename, mime: part.mimetype, bytes: await part.toBuffer() });
    } else if (typeof part.value === 'string' && part.value !== '') {
      if (part.fieldname === 'caption') upload.caption = part.value;
      if (part.fieldname === 'replyTo') upload.replyTo = Number(part.value);
      if (part.fieldname === 'duration') upload.duration = Number(part.value);
      if (part.fieldname === 'asDocuments') upload.asDocuments = part.value === 'true';
    }
  }
  return upload;
}

/** Several files go out as an album, or as albums where there are more than ten; the first file carries the caption. */
export async function sendUpload(
  person: Person,
  { files, caption, replyTo, asDocuments, duration }: Upload,
): Promise<ChatMessage[]> {
  if (files.length === 0) throw new Error('There is no file in the form.');
  const sent: ChatMessage[] = [];
  for (let start = 0; start < files.length; start += ALBUM_ITEMS_MAX) {
    const group = files.slice(start, start + ALBUM_ITEMS_MAX);
    const mediaGroupId = group.length > 1 ? newMediaGroupId() : undefined;
    for (const file of group) {
      const options = {
        ...(sent.length === 0 && caption ? { caption } : {}),
        ...(replyTo === undefined ? {} : { replyTo }),
        ...(mediaGroupId ? { mediaGroupId } : {}),
        ...(duration ? { duration } : {}),
      };
      sent.push(await sendOne(person, file, options, asDocuments));
    }
  }
  return sent;
}

type Options = { caption?: string; replyTo?: number; mediaGroupId?: string; duration?: number };

function sendOne(
  person: Person,
  { name, mime, bytes }: UploadedFile,
  options: Options,
  asDocument: boolean,
): Promise<ChatMessage> {
  const isPicture = /^image\/(?:png|jpeg|webp)$/.test(mime) && readImageSize(bytes) !== undefined;
  if (isPicture && !asDocument) return person.sendPhoto(bytes, options);
  if (/^video\//.test(mime) && !asDocument) return person.sendVideo(bytes, options);
  if (/^audio\/(?:ogg|webm)/.test(mime) && !asDocument) return person.sendVoice(bytes, options);
  return person.sendDocument({ name, mime, bytes, ...options });
}
