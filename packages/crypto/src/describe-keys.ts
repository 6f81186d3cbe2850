import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { keyFolders } from './load-keys.ts';

/** One key of this zone's own. `ageDays`: whole ones, by the time its id begins with; null: it begins with none. */
export interface KeyFact {
  readonly folder: 'sealing' | 'signing' | 'tokens' | 'phones';
  readonly kid: string;
  readonly ageDays: number | null;
  /** The one that seals or signs; the others open and verify what it did before. */
  readonly isCurrent: boolean;
}

const dayMs = 86_400_000;
const keysPerFolderMax = 64;

/** How old the keys in KEYS_DIR are. A folder that cannot be read has none. */
export async function describeKeys({ dir, nowMs }: { dir: string; nowMs: number }): Promise<readonly KeyFact[]> {
  const { sealing, signing, tokens, phones } = keyFolders;
  const facts = [sealing, signing, tokens, phones].map(async ({ folder, ending }) => {
    const names = await readdir(join(dir, folder)).catch(() => []);
    const kids = names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
    const newest = kids.sort().slice(-keysPerFolderMax);
    return newest.map((kid, at) => ({
      folder,
      kid,
      ageDays: ageOf(kid, nowMs),
      isCurrent: at === newest.length - 1,
    }));
  });
  return (await Promise.all(facts)).flat();
}

/** Ids begin as `20261122t074417z-`, in UTC. */
function ageOf(kid: string, nowMs: number): number | null {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)z-/.exec(kid) ?? [];
  const [year, month, day, hour, minute, second] = parts.map(Number);
  if (year === undefined || month === undefined) return null;
  return Math.floor((nowMs - Date.UTC(year, month - 1, day, hour, minute, second)) / dayMs);
}
