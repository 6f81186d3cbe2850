import { createHash } from 'node:crypto';
import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const keptMs = 72 * 60 * 60_000;
/** An upload in this state for so long has lost its sender. */
const partKeptMs = 60 * 60_000;
const idCharacters = 36;
const filesPerLookMax = 20_000;

/** Hashes on the way to the disk, and stops reading where the bound is passed. */
export async function writePart(
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

/** Of all files that have arrived. */
export async function storedBytesIn(dir: string): Promise<number> {
  let bytes = 0;
  for (const { name, size } of await filesOf(dir)) if (name.endsWith('.bin')) bytes += size;
  return bytes;
}

/** What is past its time, and what a crash left without its other half. */
export async function sweepFolder(dir: string, now: number, arriving: ReadonlySet<string>): Promise<number> {
  const files = await filesOf(dir);
  const uploads = new Set(files.filter(({ name }) => name.endsWith('.json')).map(({ name }) => name.slice(0, -5)));
  let removed = 0;
  for (const { name, changedAt } of files) {
    const whole = /^(?<id>[0-9a-f-]{36})[.](?:json|bin)$/.exec(name)?.groups?.id;
    const limitMs = whole !== undefined && uploads.has(whole) ? keptMs : partKeptMs;
    if (now - changedAt < limitMs || arriving.has(name.slice(0, idCharacters))) continue;
    await rm(join(dir, name), { force: true });
    removed += 1;
  }
  return removed;
}

async function filesOf(dir: string) {
  const names = await readdir(dir);
  const files = [];
  for (const name of names.slice(0, filesPerLookMax)) {
    const found = await stat(join(dir, name)).catch(() => null);
    if (found?.isFile()) files.push({ name, size: found.size, changedAt: found.mtimeMs });
  }
  return files;
}
