import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Ids of the keys in one folder of KEYS_DIR, oldest first. A folder that cannot be read has none. */
export async function listKids(dir: string, { folder, ending }: { folder: string; ending: string }): Promise<string[]> {
  const names = await readdir(join(dir, folder)).catch(() => []);
  return names.flatMap((name) => (name.endsWith(ending) ? [name.slice(0, -ending.length)] : [])).sort();
}
