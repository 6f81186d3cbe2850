import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { renderEnvExample, renewTables } from './settings-docs.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (name: string) => readFile(join(root, name), 'utf8');

it('keeps .env.example as the services read it (pnpm docs:settings)', async () => {
  expect(await read('.env.example')).toBe(renderEnvExample());
});

it('keeps the settings in docs/operations.md as the services read them (pnpm docs:settings)', async () => {
  const page = await read('docs/operations.md');
  expect(page).toBe(renewTables(page));
});
