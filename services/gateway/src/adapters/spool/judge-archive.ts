import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { readZipDirectory, type ZipEntry } from './read-zip-directory.ts';

/** `bomb`: more unpacked than it may be, or than it says. */
export type ArchiveFault = 'malformed' | 'encrypted' | 'forbidden-inside' | 'bomb';

/** What may stand in it: files of these extensions alone, or whatever an office document is made of. */
export type ArchiveContents =
  | { readonly kind: 'files'; readonly extensions: ReadonlySet<string> }
  | { readonly kind: 'document' };

const unpackedBytesMax = 512 * 1024 * 1024;
const unpackedRatioMax = 100;
/** Below this no ratio is worth a refusal: a short log of the same line packs very well. */
const unpackedBytesFree = 1024 * 1024;

const stored = 0;
const deflated = 8;

/** Out of its folder, onto another drive, or not to be read as it is. */
const deceivingName = /(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[a-z]:|\\|[\p{Cc}\u202a-\u202e\u2066-\u2069]/iu;
const programs = /[.](?:exe|dll|com|scr|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|msi|jar|lnk|zip|rar|7z)$/i;
const macros = /(?:^|\/)vbaProject[.]bin$/i;

/**
 * Judges a zip by its directory first, and then by unpacking it into nothing, no further than it said it would go: few
 * enough entries, of allowed kinds, not encrypted, of a plausible size. An archive inside an archive is refused.
 */
export async function judgeArchive(file: string, contents: ArchiveContents): Promise<ArchiveFault | null> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const entries = await readZipDirectory(handle, size);
    if (!entries) return 'malformed';
    return judgeEntries(entries, contents, size) ?? (await judgeUnpacked(file, entries));
  } finally {
    await handle.close();
  }
}

function judgeEntries(entries: readonly ZipEntry[], contents: ArchiveContents, size: number): ArchiveFault | null {
  if (entries.some(({ isEncrypted }) => isEncrypted)) return 'encrypted';
  if (entries.some((entry) => !mayHold(entry, contents))) return 'forbidden-inside';
  const unpackedBytes = entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0);
  const plausible = Math.max(unpackedBytesFree, size * unpackedRatioMax);
  return unpackedBytes > Math.min(unpackedBytesMax, plausible) ? 'bomb' : null;
}

function mayHold({ name, isLink, isFolder, method, unpackedBytes }: ZipEntry, contents: ArchiveContents): boolean {
  if (isLink || deceivingName.test(name) || (method !== stored && method !== deflated)) return false;
  if (isFolder) return unpackedBytes === 0;
  if (contents.kind === 'document') return !programs.test(name) && !macros.test(name);
  return contents.extensions.has(extname(name).slice(1).toLowerCase());
}

async function judgeUnpacked(file: string, entries: readonly ZipEntry[]): Promise<ArchiveFault | null> {
  for (const entry of entries) {
    if (entry.method === stored) {
      if (entry.packedBytes !== entry.unpackedBytes) return 'malformed';
    } else {
      const fault = await unpack(file, entry);
      if (fault) return fault;
    }
  }
  return null;
}

class TooMuch extends Error {}

async function unpack(file: string, { from, packedBytes, unpackedBytes }: ZipEntry): Promise<ArchiveFault | null> {
  if (packedBytes === 0) return unpackedBytes === 0 ? null : 'malformed';
  let bytes = 0;
  const nowhere = new Writable({
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(bytes > unpackedBytes ? new TooMuch() : null);
    },
  });
  try {
    await pipeline(createReadStream(file, { start: from, end: from + packedBytes - 1 }), createInflateRaw(), nowhere);
  } catch (error) {
    return error instanceof TooMuch ? 'bomb' : 'malformed';
  }
  return bytes === unpackedBytes ? null : 'malformed';
}
