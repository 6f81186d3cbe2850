import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { IncomingUpload, ReceiveOutcome, Upload, Uploads } from '../../ports/uploads.ts';
import type { VirusScanner } from '../../ports/virus-scanner.ts';
import { judgeContent } from './judge-content.ts';
import { storedBytesIn, sweepFolder, writePart } from './spool-folder.ts';

export interface UploadSpool extends Uploads {
  /** Of everything that has arrived and is still here. */
  storedBytes(): number;
}

type Refused = Extract<ReceiveOutcome, { readonly kind: 'refused' }>;

export interface UploadSpoolOptions {
  readonly dir: string;
  /** Of everything in the spool together. */
  readonly totalBytesMax: number;
  /** Null: nobody looks for viruses. */
  readonly scanner: VirusScanner | null;
}

const StoredUpload = z.object({
  id: z.uuid(),
  employeeId: z.string(),
  name: z.string(),
  mime: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  receivedAt: z.number(),
});

/** Others fill and empty the folder as well: what was counted longer ago is counted again. */
const countedMsMax = 10_000;

/**
 * Files on disk: `<id>.<any>.part` while they arrive, then `<id>.bin`, and last `<id>.json`, which makes it an upload.
 * Each step is a rename, so whatever a crash leaves is either an upload or rubbish that the next sweep removes, and
 * several gateways may have one folder: what one of them receives the others find.
 */
export async function createUploadSpool({ dir, totalBytesMax, scanner }: UploadSpoolOptions): Promise<UploadSpool> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  let storedBytes = await storedBytesIn(dir);
  let countedAt = performance.now();
  let reservedBytes = 0;
  const arriving = new Set<string>();

  async function count(): Promise<void> {
    storedBytes = await storedBytesIn(dir);
    countedAt = performance.now();
  }

  async function isOverfull(): Promise<boolean> {
    const exceeds = () => storedBytes + reservedBytes > totalBytesMax;
    if (exceeds() || performance.now() - countedAt > countedMsMax) await count();
    return exceeds();
  }

  async function receive(upload: IncomingUpload, now: number): Promise<ReceiveOutcome> {
    const { id, bytesMax } = upload;
    const known = await find(dir, id);
    if (known && known.employeeId !== upload.employeeId) return forbidden('of-another');
    if (arriving.has(id)) return { kind: 'refused', reason: 'busy' };
    // Reserved at its largest while it arrives, so that many at once cannot overfill the disk.
    reservedBytes += bytesMax;
    arriving.add(id);
    try {
      if (await isOverfull()) return { kind: 'refused', reason: 'busy' };
      const outcome = await store(dir, scanner, upload, now);
      if (outcome.kind === 'received') storedBytes += outcome.upload.bytes - (known?.bytes ?? 0);
      return outcome;
    } finally {
      reservedBytes -= bytesMax;
      arriving.delete(id);
    }
  }

  async function remove(id: string): Promise<void> {
    const upload = await find(dir, id);
    await rm(fileIn(dir, id, 'json'), { force: true });
    await rm(fileIn(dir, id, 'bin'), { force: true });
    storedBytes -= upload?.bytes ?? 0;
  }

  return {
    receive,
    storedBytes: () => storedBytes,
    find: (id) => find(dir, id),
    open: (id) => Readable.toWeb(createReadStream(fileIn(dir, id, 'bin'))),
    async remove(ids) {
      for (const id of ids) await remove(id);
    },
    async removeExpired(now) {
      const removed = await sweepFolder(dir, now, arriving);
      await count();
      return removed;
    },
  };
}

async function store(
  dir: string,
  scanner: VirusScanner | null,
  { id, employeeId, name, bytesMax, content }: IncomingUpload,
  now: number,
): Promise<ReceiveOutcome> {
  // Of this attempt alone: another gateway may be receiving the same file.
  const attempt = randomBytes(4).toString('hex');
  const part = join(dir, `${id}.${attempt}.part`);
  const described = join(dir, `${id}.${attempt}.json.part`);
  try {
    const written = await writePart(part, content, bytesMax);
    if (typeof written === 'string') return { kind: 'refused', reason: written };
    const verdict = await judgeContent(part, name);
    if (verdict.kind === 'forbidden') return forbidden(verdict.fault);
    const harm = await scan(scanner, part);
    if (harm) return harm;
    const upload = { id, employeeId, name, mime: verdict.mime, ...written, receivedAt: now };
    await writeFile(described, JSON.stringify(upload), { mode: 0o600 });
    await rename(part, fileIn(dir, id, 'bin'));
    await rename(described, fileIn(dir, id, 'json'));
    for (const ending of ['bin', 'json'] as const) await utimes(fileIn(dir, id, ending), now / 1000, now / 1000);
    return { kind: 'received', upload };
  } finally {
    await rm(part, { force: true });
  }
}

/** Null where nothing was found, or nobody looks. */
async function scan(scanner: VirusScanner | null, part: string): Promise<Refused | null> {
  switch (await scanner?.scan(createReadStream(part))) {
    case 'infected':
      return forbidden('infected');
    case 'too-large':
      return { kind: 'refused', reason: 'too-large' };
    case 'away':
      return { kind: 'refused', reason: 'unchecked' };
    case 'clean':
    case undefined:
      return null;
  }
}

function forbidden(fault: string): Refused {
  return { kind: 'refused', reason: 'forbidden', fault };
}

async function find(dir: string, id: string): Promise<Upload | null> {
  const text = await readFile(fileIn(dir, id, 'json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const upload = parseUpload(text);
  if (!upload) return null;
  const onDisk = await stat(fileIn(dir, id, 'bin')).catch(() => null);
  return onDisk?.size === upload.bytes ? upload : null;
}

function fileIn(dir: string, id: string, ending: 'bin' | 'json'): string {
  return join(dir, `${id}.${ending}`);
}

/** Null for what a crash of the machine left of it. */
function parseUpload(text: string): Upload | null {
  try {
    return StoredUpload.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
