import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { hasSecondNature } from './find-second-nature.ts';
import { type ArchiveContents, type ArchiveFault, judgeArchive } from './judge-archive.ts';
import { isText } from './judge-text.ts';

/** `kind`: not one we take; `other-content`: not what its name says; `second-nature`: that and something else. */
export type ContentFault = 'kind' | 'name' | 'other-content' | 'second-nature' | `archive-${ArchiveFault}`;

export type ContentVerdict =
  | { readonly kind: 'accepted'; readonly mime: string }
  | { readonly kind: 'forbidden'; readonly fault: ContentFault };

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

const archive: ArchiveContents = {
  kind: 'files',
  extensions: new Set([...allowed.keys()].filter((extension) => extension !== 'zip')),
};
const document: ArchiveContents = { kind: 'document' };

/** Nobody reads a name as it is that turns round, or breaks off. */
const deceivingName = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
const zipBeginning = Buffer.from('PK\u0003\u0004');

/** Judges a file by its bytes; the name only says what they must turn out to be. */
export async function judgeContent(file: string, name: string): Promise<ContentVerdict> {
  const extension = extname(name).slice(1).toLowerCase();
  const expected = allowed.get(extension);
  if (!expected) return forbidden('kind');
  if (deceivingName.test(name)) return forbidden('name');
  const isArchive = await beginsAsZip(file);
  // Before anybody else unpacks a part of it to find out what it is.
  const fault = isArchive ? await judgeArchive(file, extension === 'zip' ? archive : document) : null;
  if (fault) return forbidden(`archive-${fault}`);
  // With the first file rather than at each start.
  const { fileTypeFromFile } = await import('file-type');
  const mime = (await fileTypeFromFile(file))?.mime ?? ((await isText(file)) ? 'text' : null);
  if (mime === null || !expected.includes(mime)) return forbidden('other-content');
  if (!isArchive && (await hasSecondNature(file, mime))) return forbidden('second-nature');
  return { kind: 'accepted', mime: mime === 'text' ? 'text/plain' : mime };
}

function forbidden(fault: ContentFault): ContentVerdict {
  return { kind: 'forbidden', fault };
}

async function beginsAsZip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(zipBeginning.length), 0, zipBeginning.length, 0);
    return bytesRead === zipBeginning.length && buffer.equals(zipBeginning);
  } finally {
    await handle.close();
  }
}
