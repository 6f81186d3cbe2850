import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findBreakingStatements } from './find-breaking-statements.ts';
import { released } from './released.ts';

const root = join(import.meta.dirname, '..', '..');

describe.each(['bot', 'gateway'] as const)('migrations of the %s since the last release', (service) => {
  const folder = join(root, 'services', service, 'prisma', 'migrations');
  const last = released.migrations[service];

  test('begin where the release ended', async () => {
    expect(await readdir(folder)).toContain(last);
  });

  test('only add, so that the version before works beside this one', async () => {
    const entries = await readdir(folder, { withFileTypes: true });
    const since = entries.flatMap((entry) => (entry.isDirectory() && entry.name > last ? [entry.name] : []));
    const found = await Promise.all(
      since.map(async (name) => {
        const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
        return findBreakingStatements(sql).map((breaking) => ({ name, ...breaking }));
      }),
    );
    expect(found.flat()).toEqual([]);
  });
});
