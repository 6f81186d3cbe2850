import { existsSync } from 'node:fs';

/** The browser for tests, if this machine has one. */
export const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

export function exists(path: string): boolean {
  return existsSync(path);
}
