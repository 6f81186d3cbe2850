import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { IncomingUpload, ReceiveOutcome, Upload, Uploads } from '../../ports/uploads.ts';
import { judgeContent } from './judge-content.ts';
import { storedBytesIn, sweepFolder, writePart } from './spool-folder.ts';

export interface UploadSpoolOptions {
  readonly dir: string;
  /** Of everything in the spool together. */
  readonly totalBytesMax: number;
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

/**
 * Files on disk: `<id>.part` while they arrive, then `<id>.bin`, and last `<id>.json`, which makes it an upload. Each
 * step is a rename, so whatever a crash leaves is either an upload or rubbish that the next sweep removes.
 */
export async function createUploadSpool({ dir, totalBytesMax }: UploadSpoolOptions): Promise<Uploads> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  let storedBytes = await storedBytesIn(dir);
  let reservedBytes = 0;
  const arriving = new Set<string>();

  async function receive(upload: IncomingUpload, now: number): Promise<ReceiveOutcome> {
    const { id, bytesMax } = upload;
    const known = await find(dir, id);
    if (known && known.employeeId !== upload.employeeId) return { kind: 'refused', reason: 'forbidden' };
    const room = storedBytes + reservedBytes + bytesMax <= totalBytesMax;
    if (!room || arriving.has(id)) return { kind: 'refused', reason: 'busy' };
    // Reserved at its largest while it arrives, so that many at once cannot overfill the disk.
    reservedBytes += bytesMax;
    arriving.add(id);
    const outcome = await store(dir, upload, now).finally(() => {
      reservedBytes -= bytesMax;
      arriving.delete(id);
    });
    if (outcome.kind === 'received') storedBytes += outcome.upload.bytes - (known?.bytes ?? 0);
    return outcome;
  }

  async function remove(id: string): Promise<void> {
    const upload = await find(dir, id);
    await rm(fileIn(dir, id, 'json'), { force: true });
    await rm(fileIn(dir, id, 'bin'), { force: true });
    storedBytes -= upload?.bytes ?? 0;
  }

  return {
    receive,
    find: (id) => find(dir, id),
    open: (id) => Readable.toWeb(createReadStream(fileIn(dir, id, 'bin'))),
    async remove(ids) {
      for (const id of ids) await remove(id);
    },
    async removeExpired(now) {
      const removed = await sweepFolder(dir, now, arriving);
      storedBytes = await storedBytesIn(dir);
      return removed;
    },
  };
}

async function store(
  dir: string,
  { id, employeeId, name, bytesMax, content }: IncomingUpload,
  now: number,
): Promise<ReceiveOutcome> {
  const part = fileIn(dir, id, 'part');
  try {
    const written = await writePart(part, content, bytesMax);
    if (typeof written === 'string') return { kind: 'refused', reason: written };
    const verdict = await judgeContent(part, name);
    if (verdict.kind === 'forbidden') return { kind: 'refused', reason: 'forbidden' };
    const upload = { id, employeeId, name, mime: verdict.mime, ...written, receivedAt: now };
    await writeFile(fileIn(dir, id, 'json.part'), JSON.stringify(upload), { mode: 0o600 });
    await rename(part, fileIn(dir, id, 'bin'));
    await rename(fileIn(dir, id, 'json.part'), fileIn(dir, id, 'json'));
    for (const ending of ['bin', 'json'] as const) await utimes(fileIn(dir, id, ending), now / 1000, now / 1000);
    return { kind: 'received', upload };
  } finally {
    await rm(part, { force: true });
  }
}

async function find(dir: string, id: string): Promise<Upload | null> {
  const text = await readFile(fileIn(dir, id, 'json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const upload = parseUpload(text);
  if (!upload) return null;
  const onDisk = await stat(fileIn(dir, id, 'bin')).catch(() => null);
  return onDisk?.size === upload.bytes ? upload : null;
}

function fileIn(dir: string, id: string, ending: 'part' | 'bin' | 'json' | 'json.part'): string {
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
