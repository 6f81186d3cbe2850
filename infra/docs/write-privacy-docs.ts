import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withClasses } from './privacy-docs.ts';

/** `pnpm docs:privacy`: writes the tables of docs/privacy.md. */
const file = join(import.meta.dirname, '..', '..', 'docs', 'privacy.md');
const page = withClasses(await readFile(file, 'utf8'));
if (page === null) throw new Error('docs/privacy.md has no place for the classes of rows.');
await writeFile(file, page);
