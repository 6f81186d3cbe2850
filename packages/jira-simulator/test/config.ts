import { join } from 'node:path';

/** The folder with the vendors' API descriptions, which are not part of the repository. */
export const specsFolder = process.env.API_SPECS_DIR ?? join(import.meta.dirname, '../../../../shared/specs');

/** The browser for the board's test. */
export const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
