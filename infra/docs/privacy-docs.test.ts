import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withClasses } from './privacy-docs.ts';

it('keeps docs/privacy.md as the tables of retention have it (pnpm docs:privacy)', async () => {
  const page = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'privacy.md'), 'utf8');
  expect(page).toBe(withClasses(page));
});

it('finds no place for them on another page', () => {
  expect(withClasses('# Another page')).toBeNull();
});
