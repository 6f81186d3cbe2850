import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const folder = process.env.API_SPECS_DIR ?? resolve(import.meta.dirname, '../../../../../shared/specs');

/** The folder with the vendors' API descriptions; null on machines that have none, since they are not ours to copy. */
export const specsFolder: string | null = existsSync(folder) ? folder : null;
