import { constants, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly content?: string | Uint8Array;
  readonly encrypted?: boolean;
  readonly deflated?: boolean;
  /** In place of content: so many times 64 KB of nothing, deflated. */
  readonly emptyBlocks?: number;
  /** What the directory claims, whatever the content is. */
  readonly unpackedBytes?: number;
  /** What the header before the content says, where it says another name than the directory. */
  readonly nameBefore?: string;
  /** A link in a Unix file system; its content is where it leads. */
  readonly link?: boolean;
  /** In the directory alone, on the content of the entry before it. */
  readonly again?: boolean;
}

const unixLink = 0xa1ff;
const blockBytes = 64 * 1024;
const lastBlock = Buffer.from([3, 0]);

/** A zip as PKWARE's APPNOTE describes it; checksums are left at zero. */
export function aZip(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let before = 0;
  for (const entry of entries) {
    const { name, content = '', encrypted = false, deflated = false, unpackedBytes, nameBefore = name } = entry;
    const { data, plainBytes, method } = pack(entry.emptyBlocks ?? Buffer.from(content), deflated);
    const flags = encrypted ? 1 : 0;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(plainBytes, 22);
    local.writeUInt16LE(Buffer.byteLength(nameBefore), 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(entry.link ? 0x0314 : 20, 4);
    central.writeUInt16LE(20, 6);
    central.writeUInt16LE(flags, 8);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(data.length, 20);
    central.writeUInt32LE(unpackedBytes ?? plainBytes, 24);
    central.writeUInt16LE(Buffer.byteLength(name), 28);
    central.writeUInt32LE(entry.link ? unixLink * 0x10000 : 0, 38);
    central.writeUInt32LE(entry.again ? before : offset, 42);
    directory.push(central, Buffer.from(name));
    if (entry.again) continue;
    locals.push(local, Buffer.from(nameBefore), data);
    before = offset;
    offset += local.length + Buffer.byteLength(nameBefore) + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...locals, ...directory, end]));
}

/** A deflated stretch that ends at a full flush may stand any number of times, so that nothing large is ever held. */
function pack(content: Buffer | number, deflated: boolean) {
  if (typeof content === 'number') {
    const block = deflateRawSync(Buffer.alloc(blockBytes), { finishFlush: constants.Z_FULL_FLUSH });
    const data = Buffer.concat([...Array.from({ length: content }, () => block), lastBlock]);
    return { data, plainBytes: content * blockBytes, method: 8 };
  }
  const data = deflated ? deflateRawSync(content) : content;
  return { data, plainBytes: content.length, method: deflated ? 8 : 0 };
}
