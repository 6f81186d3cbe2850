import type { FileHandle } from 'node:fs/promises';

export interface ZipEntry {
  readonly name: string;
  /** 0: stored, 8: deflated. */
  readonly method: number;
  readonly packedBytes: number;
  /** As the directory says. */
  readonly unpackedBytes: number;
  /** Where its content begins. */
  readonly from: number;
  /** Where its own header begins. */
  readonly headerAt: number;
  readonly isEncrypted: boolean;
  readonly isFolder: boolean;
  readonly isLink: boolean;
}

const entriesMax = 1_000;
const directoryBytesMax = 1024 * 1024;
const nameBytesMax = 1_024;

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endBytes = 22;
const commentBytesMax = 65_535;
const entryBytes = 46;
const localBytes = 30;

const encryptedFlags = 0x2041;
const madeOnUnix = 3;
const unixTypeBits = 0xf000;
const unixLink = 0xa000;

/**
 * The entries of a zip (PKWARE APPNOTE 4.3), its directory held against the headers that stand before the contents:
 * a reader that follows either finds the same. Null for what is no such zip, or goes beyond a bound, or is in ZIP64
 * form, which nothing under our upload limit needs.
 */
export async function readZipDirectory(handle: FileHandle, size: number): Promise<readonly ZipEntry[] | null> {
  const end = await findZipEnd(handle, size);
  if (end === null || end.entries > entriesMax || end.directoryBytes > directoryBytesMax) return null;
  if (end.directoryAt + end.directoryBytes !== end.at) return null;
  const directory = await readBytes(handle, end.directoryAt, end.at);
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let count = 0; count < end.entries; count += 1) {
    const record = readRecord(directory, at);
    const entry = record && (await agreeingEntry(handle, record, end.directoryAt));
    if (!entry) return null;
    entries.push(entry);
    at += record.bytes;
  }
  return at === directory.length && areApart(entries) ? entries : null;
}

/** The end of a zip's directory where it is the very end of the file; null where the file does not end as a zip. */
export async function findZipEnd(handle: FileHandle, size: number) {
  const tailAt = Math.max(0, size - endBytes - commentBytesMax);
  const tail = await readBytes(handle, tailAt, size);
  for (let at = tail.length - endBytes; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== endSignature) continue;
    if (at + endBytes + tail.readUInt16LE(at + 20) !== tail.length) continue;
    const [entries, onThisDisk] = [tail.readUInt16LE(at + 10), tail.readUInt16LE(at + 8)];
    const directoryBytes = tail.readUInt32LE(at + 12);
    if (entries !== onThisDisk) return null;
    return { at: tailAt + at, entries, directoryBytes, directoryAt: tail.readUInt32LE(at + 16) };
  }
  return null;
}

type Record = Omit<ZipEntry, 'from'> & { readonly flags: number; readonly rawName: Buffer; readonly bytes: number };

function readRecord(directory: Buffer, at: number): Record | null {
  if (at + entryBytes > directory.length || directory.readUInt32LE(at) !== entrySignature) return null;
  const nameBytes = directory.readUInt16LE(at + 28);
  if (nameBytes > nameBytesMax) return null;
  const rawName = directory.subarray(at + entryBytes, at + entryBytes + nameBytes);
  const name = rawName.toString('utf8');
  const flags = directory.readUInt16LE(at + 8);
  const unixType = (directory.readUInt32LE(at + 38) >>> 16) & unixTypeBits;
  return {
    ...{ name, rawName, flags },
    method: directory.readUInt16LE(at + 10),
    packedBytes: directory.readUInt32LE(at + 20),
    unpackedBytes: directory.readUInt32LE(at + 24),
    headerAt: directory.readUInt32LE(at + 42),
    isEncrypted: (flags & encryptedFlags) !== 0,
    isFolder: name.endsWith('/'),
    isLink: directory.readUInt8(at + 5) === madeOnUnix && unixType === unixLink,
    bytes: entryBytes + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32),
  };
}

/** Null where the header before the content tells of another file. */
async function agreeingEntry(handle: FileHandle, record: Record, contentsEnd: number): Promise<ZipEntry | null> {
  const { flags, rawName, bytes: _, ...entry } = record;
  const header = await readBytes(handle, entry.headerAt, entry.headerAt + localBytes + rawName.length);
  if (header.length < localBytes || header.readUInt32LE(0) !== localSignature) return null;
  const agrees =
    (header.readUInt16LE(6) & encryptedFlags) === (flags & encryptedFlags) &&
    header.readUInt16LE(8) === entry.method &&
    header.readUInt16LE(26) === rawName.length &&
    header.subarray(localBytes).equals(rawName);
  const from = entry.headerAt + localBytes + rawName.length + header.readUInt16LE(28);
  return agrees && from + entry.packedBytes <= contentsEnd ? { ...entry, from } : null;
}

/** Contents that overlap are how a small file unpacks into a huge one. */
function areApart(entries: readonly ZipEntry[]): boolean {
  const inOrder = entries.toSorted((one, other) => one.headerAt - other.headerAt);
  return inOrder.every(({ headerAt }, at) => {
    const before = inOrder[at - 1];
    return before === undefined || before.from + before.packedBytes <= headerAt;
  });
}

async function readBytes(handle: FileHandle, from: number, to: number): Promise<Buffer> {
  const buffer = Buffer.alloc(to - from);
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, from);
  return buffer.subarray(0, bytesRead);
}
