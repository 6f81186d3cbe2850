import { beginsAt, keyInForce } from './key-times.ts';
import { listKids } from './list-kids.ts';
import { keyFolders } from './load-keys.ts';

/**
 * One key of this zone's own. `ageDays`: whole ones, by the time its id begins with, below zero where it has not begun;
 * null: it begins with none.
 */
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
  const facts = [sealing, signing, tokens, phones].map(async (place) => {
    const newest = (await listKids(dir, place)).slice(-keysPerFolderMax);
    const inForce = keyInForce(newest, nowMs);
    return newest.map((kid) => ({ folder: place.folder, kid, ageDays: ageOf(kid, nowMs), isCurrent: kid === inForce }));
  });
  return (await Promise.all(facts)).flat();
}

function ageOf(kid: string, nowMs: number): number | null {
  const beganAt = beginsAt(kid);
  return beganAt === null ? null : Math.floor((nowMs - beganAt) / dayMs);
}
