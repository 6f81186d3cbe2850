import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderEnvExample, renewTables } from './settings-docs.ts';

/** `pnpm docs:settings`: writes `.env.example` and the settings in docs/operations.md from the services' own tables. */
const root = join(import.meta.dirname, '..', '..');
const page = join(root, 'docs', 'operations.md');

await writeFile(join(root, '.env.example'), renderEnvExample());
await writeFile(page, renewTables(await readFile(page, 'utf8')));
