import { access, constants, stat, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { SpoolFacts } from '../../ports/zone-probes.ts';
import { storedBytesIn } from './spool-folder.ts';

export interface SpoolToInspect {
  readonly dir: string;
  readonly totalBytesMax: number;
  readonly fileBytesMax: number;
}

const parentsMax = 64;

/** Looks at the spool's folder without making it: where it is not there yet, at what it would be made in. */
export async function inspectSpool({ dir, totalBytesMax, fileBytesMax }: SpoolToInspect): Promise<SpoolFacts> {
  const place = await nearestThere(resolve(dir));
  if (place === null) return { kind: 'no-folder' };
  const isOpen = await access(place, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!isOpen) return { kind: place === resolve(dir) ? 'not-writable' : 'no-folder' };
  const { bavail, bsize } = await statfs(place);
  const stored = place === resolve(dir) ? await storedBytesIn(place) : 0;
  return { kind: 'there', freeBytes: bavail * bsize, roomBytes: Math.max(0, totalBytesMax - stored), fileBytesMax };
}

/** The folder itself, or the first above it that is there; null where a file is in the way. */
async function nearestThere(dir: string): Promise<string | null> {
  let at = dir;
  for (let level = 0; level < parentsMax; level += 1) {
    const found = await stat(at).catch((error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? null : 'in-the-way',
    );
    if (found === 'in-the-way') return null;
    if (found !== null) return found.isDirectory() ? at : null;
    at = dirname(at);
  }
  return null;
}
