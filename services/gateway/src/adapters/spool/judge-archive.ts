import { type FileHandle, open } from 'node:fs/promises';
import { extname } from 'node:path';

const entriesMax = 1_000;
const unpackedBytesMax = 512 * 1024 * 1024;
const unpackedRatioMax = 100;
const directoryBytesMax = 1024 * 1024;

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const endBytes = 22;
const commentBytesMax = 65_535;
const entryBytes = 46;

/**
 * Judges a zip by its central directory (PKWARE APPNOTE 4.3), unpacking nothing: few enough entries, of allowed kinds,
 * not encrypted, of a plausible size unpacked. An archive inside an archive is refused, and so is one in ZIP64 form,
 * which nothing under our upload limit needs.
 */
export async function judgeArchive(
  file: string,
  allowedExtensions: readonly string[],
): Promise<'accepted' | 'forbidden'> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const directory = await readDirectory(handle, size);
    if (!directory) return 'forbidden';
    const allowed = new Set(allowedExtensions.filter((extension) => extension !== 'zip'));
    return judgeEntries(directory, size, allowed) ? 'accepted' : 'forbidden';
  } finally {
    await handle.close();
  }
}

async function readDirectory(handle: FileHandle, size: number) {
  const tail = await read(handle, Math.max(0, size - endBytes - commentBytesMax), size);
  for (let at = tail.length - endBytes; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== endSignature) continue;
    const entries = tail.readUInt16LE(at + 10);
    const bytes = tail.readUInt32LE(at + 12);
    const offset = tail.readUInt32LE(at + 16);
    if (entries > entriesMax || bytes > directoryBytesMax || offset + bytes > size) return null;
    return { entries, bytes: await read(handle, offset, offset + bytes) };
  }
  return null;
}

function judgeEntries(
  directory: { entries: number; bytes: Buffer },
  size: number,
  allowed: ReadonlySet<string>,
): boolean {
  const { entries, bytes } = directory;
  let at = 0;
  let unpackedBytes = 0;
  for (let entry = 0; entry < entries; entry += 1) {
    if (at + entryBytes > bytes.length || bytes.readUInt32LE(at) !== entrySignature) return false;
    const encrypted = (bytes.readUInt16LE(at + 8) & 1) === 1;
    const nameBytes = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + entryBytes, at + entryBytes + nameBytes);
    unpackedBytes += bytes.readUInt32LE(at + 24);
    const folder = name.endsWith('/');
    if (encrypted || !(folder || allowed.has(extname(name).slice(1).toLowerCase()))) return false;
    at += entryBytes + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return unpackedBytes <= unpackedBytesMax && unpackedBytes <= size * unpackedRatioMax;
}

async function read(handle: FileHandle, from: number, to: number): Promise<Buffer> {
  const buffer = Buffer.alloc(to - from);
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, from);
  return buffer.subarray(0, bytesRead);
}
