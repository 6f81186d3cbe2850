import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { IncomingUpload, ReceiveOutcome, Upload, Uploads } from '../../ports/uploads.ts';
import { judgeContent } from './judge-content.ts';

export interface UploadSpoolOptions {
  readonly dir: string;
  /** Of everything in the spool together. */
  readonly totalBytesMax: number;
}

const keptMs = 72 * 60 * 60_000;
/** An upload in this state for so long has lost its sender. */
const partKeptMs = 60 * 60_000;
const filesMax = 10_000;

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
  const file = (id: string, ending: 'part' | 'bin' | 'json' | 'json.part') => join(dir, `${id}.${ending}`);
  let totalBytes = await sumOf(dir);

  async function receive(upload: IncomingUpload, now: number): Promise<ReceiveOutcome> {
    const known = await find(upload.id);
    if (known && known.employeeId !== upload.employeeId) return { kind: 'refused', reason: 'forbidden' };
    if (totalBytes + upload.bytesMax > totalBytesMax) return { kind: 'refused', reason: 'full' };
    // Reserved at its largest while it arrives, so that many at once cannot overfill the disk.
    totalBytes += upload.bytesMax;
    let stored = 0;
    try {
      const outcome = await store(upload, now);
      if (outcome.kind === 'received') stored = outcome.upload.bytes - (known?.bytes ?? 0);
      return outcome;
    } finally {
      totalBytes += stored - upload.bytesMax;
    }
  }

  async function store(
    { id, employeeId, name, bytesMax, content }: IncomingUpload,
    now: number,
  ): Promise<ReceiveOutcome> {
    const part = file(id, 'part');
    try {
      const written = await writePart(part, content, bytesMax);
      if (typeof written === 'string') return { kind: 'refused', reason: written };
      const verdict = await judgeContent(part, name);
      if (verdict.kind === 'forbidden') return { kind: 'refused', reason: 'forbidden' };
      const upload = { id, employeeId, name, mime: verdict.mime, ...written, receivedAt: now };
      await writeFile(file(id, 'json.part'), JSON.stringify(upload), { mode: 0o600 });
      await rename(part, file(id, 'bin'));
      await rename(file(id, 'json.part'), file(id, 'json'));
      return { kind: 'received', upload };
    } finally {
      await rm(part, { force: true });
    }
  }

  async function find(id: string): Promise<Upload | null> {
    const text = await readFile(file(id, 'json'), 'utf8').catch(() => null);
    if (text === null) return null;
    const upload = StoredUpload.parse(JSON.parse(text));
    const onDisk = await stat(file(id, 'bin')).catch(() => null);
    return onDisk?.size === upload.bytes ? upload : null;
  }

  async function remove(id: string): Promise<void> {
    const upload = await find(id);
    await rm(file(id, 'json'), { force: true });
    await rm(file(id, 'bin'), { force: true });
    totalBytes -= upload?.bytes ?? 0;
  }

  return {
    receive,
    find,
    open: (id) => Readable.toWeb(createReadStream(file(id, 'bin'))),
    async remove(ids) {
      for (const id of ids) await remove(id);
    },
    async removeExpired(now) {
      const removed = await sweep(dir, now);
      totalBytes = await sumOf(dir);
      return removed;
    },
  };
}

/** Hashes on the way to the disk, and stops reading where the bound is passed. */
async function writePart(
  part: string,
  content: ReadableStream<Uint8Array>,
  bytesMax: number,
): Promise<{ readonly bytes: number; readonly sha256: string } | 'too-large' | 'interrupted'> {
  const hash = createHash('sha256');
  const target = await open(part, 'w', 0o600);
  let bytes = 0;
  try {
    for await (const chunk of content) {
      bytes += chunk.length;
      if (bytes > bytesMax) return 'too-large';
      hash.update(chunk);
      await target.writeFile(chunk);
    }
    await target.sync();
    return { bytes, sha256: hash.digest('hex') };
  } catch {
    return 'interrupted';
  } finally {
    await target.close();
  }
}

async function sumOf(dir: string): Promise<number> {
  let bytes = 0;
  for (const { size } of await filesOf(dir)) bytes += size;
  return bytes;
}

/** What is past its time, and what a crash left without its other half. */
async function sweep(dir: string, now: number): Promise<number> {
  const files = await filesOf(dir);
  const uploads = new Set(files.filter(({ name }) => name.endsWith('.json')).map(({ name }) => name.slice(0, -5)));
  let removed = 0;
  for (const { name, changedAt } of files) {
    const whole = /^(?<id>[0-9a-f-]{36})[.](?:json|bin)$/.exec(name)?.groups?.id;
    const limitMs = whole !== undefined && uploads.has(whole) ? keptMs : partKeptMs;
    if (now - changedAt < limitMs) continue;
    await rm(join(dir, name), { force: true });
    removed += 1;
  }
  return removed;
}

async function filesOf(dir: string) {
  const names = await readdir(dir);
  const files = [];
  for (const name of names.slice(0, filesMax * 2)) {
    const found = await stat(join(dir, name)).catch(() => null);
    if (found?.isFile()) files.push({ name, size: found.size, changedAt: found.mtimeMs });
  }
  return files;
}
