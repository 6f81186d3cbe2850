import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const REPOSITORY = resolve(import.meta.dirname, '../../../..');

/** The folder with the vendors' API descriptions, if this machine has one. */
export const specsFolder = process.env.API_SPECS_DIR ?? resolve(REPOSITORY, '../shared/specs');

/** The browser for tests, if this machine has one. */
export const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

export function exists(path: string): boolean {
  return existsSync(path);
}
