import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileTypeFromFile } from 'file-type';
import { judgeArchive } from './judge-archive.ts';

export type ContentVerdict = { readonly kind: 'accepted'; readonly mime: string } | { readonly kind: 'forbidden' };

/**
 * What may be attached to a ticket: extension, and the types its content may turn out to be. `text`: no signature, and
 * readable as text. Everything else is refused, whatever its name says.
 */
const allowed: ReadonlyMap<string, readonly string[]> = new Map([
  ['jpg', ['image/jpeg']],
  ['jpeg', ['image/jpeg']],
  ['png', ['image/png', 'image/apng']],
  ['gif', ['image/gif']],
  ['webp', ['image/webp']],
  ['bmp', ['image/bmp']],
  ['tif', ['image/tiff']],
  ['tiff', ['image/tiff']],
  ['heic', ['image/heic', 'image/heif']],
  ['heif', ['image/heic', 'image/heif']],
  ['mp4', ['video/mp4']],
  ['m4v', ['video/mp4', 'video/x-m4v']],
  ['mov', ['video/quicktime', 'video/mp4']],
  ['webm', ['video/webm', 'video/matroska', 'video/x-matroska']],
  ['mkv', ['video/matroska', 'video/x-matroska']],
  ['3gp', ['video/3gpp']],
  ['mp3', ['audio/mpeg']],
  ['m4a', ['audio/mp4', 'audio/x-m4a', 'video/mp4']],
  ['ogg', ['audio/ogg', 'application/ogg', 'audio/opus', 'audio/ogg; codecs=opus', 'video/ogg']],
  ['oga', ['audio/ogg', 'application/ogg', 'audio/opus', 'audio/ogg; codecs=opus']],
  ['opus', ['audio/opus', 'audio/ogg', 'audio/ogg; codecs=opus']],
  ['wav', ['audio/wav', 'audio/vnd.wave', 'audio/x-wav']],
  ['pdf', ['application/pdf']],
  ['rtf', ['application/rtf', 'text']],
  ['doc', ['application/x-cfb']],
  ['xls', ['application/x-cfb']],
  ['ppt', ['application/x-cfb']],
  ['msg', ['application/x-cfb']],
  ['docx', ['application/vnd.openxmlformats-officedocument.wordprocessingml.document']],
  ['xlsx', ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']],
  ['pptx', ['application/vnd.openxmlformats-officedocument.presentationml.presentation']],
  ['odt', ['application/vnd.oasis.opendocument.text']],
  ['ods', ['application/vnd.oasis.opendocument.spreadsheet']],
  ['odp', ['application/vnd.oasis.opendocument.presentation']],
  ['zip', ['application/zip']],
  ['txt', ['text']],
  ['log', ['text']],
  ['csv', ['text']],
  ['md', ['text']],
  ['json', ['text']],
  ['xml', ['text', 'application/xml']],
  ['yaml', ['text']],
  ['yml', ['text']],
  ['ini', ['text']],
  ['conf', ['text']],
  ['eml', ['text', 'message/rfc822']],
  ['ics', ['text', 'text/calendar']],
  ['vcf', ['text', 'text/vcard']],
]);

const textSampleBytes = 8 * 1024;

/** Judges a file by its bytes; the name only says what they must turn out to be. */
export async function judgeContent(file: string, name: string): Promise<ContentVerdict> {
  const extension = extname(name).slice(1).toLowerCase();
  const expected = allowed.get(extension);
  if (!expected) return { kind: 'forbidden' };
  const found = await fileTypeFromFile(file);
  const mime = found?.mime ?? ((await isText(file)) ? 'text' : null);
  if (mime === null || !expected.includes(mime)) return { kind: 'forbidden' };
  if (mime === 'application/zip' && (await judgeArchive(file, [...allowed.keys()])) === 'forbidden') {
    return { kind: 'forbidden' };
  }
  return { kind: 'accepted', mime: mime === 'text' ? 'text/plain' : mime };
}

/** A first stretch without control characters other than white space, in UTF-8, UTF-16 or an 8-bit code page. */
async function isText(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(textSampleBytes), 0, textSampleBytes, 0);
    const sample = buffer.subarray(0, bytesRead);
    const wide = (sample[0] === 0xff && sample[1] === 0xfe) || (sample[0] === 0xfe && sample[1] === 0xff);
    return wide || !sample.some((byte) => byte < 0x20 && !whiteSpace.has(byte));
  } finally {
    await handle.close();
  }
}

/** Tab, line feed, form feed, carriage return, and escape, which coloured logs carry. */
const whiteSpace: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);
