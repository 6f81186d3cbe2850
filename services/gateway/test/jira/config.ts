import { existsSync } from 'node:fs';
import { vendorSpecsFolder } from '@desk/testing';

/** The folder with the vendors' API descriptions; null on machines that have none, since they are not ours to copy. */
export const specsFolder: string | null = existsSync(vendorSpecsFolder) ? vendorSpecsFolder : null;
