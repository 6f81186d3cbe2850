import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase } from '@desk/testing/vitest';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyMigrations } from './apply-migrations.ts';
import { inspectDatabase } from './inspect-database.ts';

let folder: string;
let migrationsDir: string;
let databaseUrl: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-inspect-'));
  migrationsDir = join(folder, 'migrations');
  databaseUrl = (await testDatabase('empty')).url;
  await addMigration('20260101000000_first', 'CREATE TABLE "notes" ("id" BIGSERIAL PRIMARY KEY);');
});

afterAll(() => rm(folder, { recursive: true }));

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(migrationsDir, name), { recursive: true });
  await writeFile(join(migrationsDir, 'migration_lock.toml'), 'provider = "postgresql"\n');
  await writeFile(join(migrationsDir, name, 'migration.sql'), sql);
}

async function run(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function changed(change: (url: URL) => void): string {
  const url = new URL(databaseUrl);
  change(url);
  return url.href;
}

async function inspect(url = databaseUrl) {
  const found = await inspectDatabase({ databaseUrl: url, migrationsDir });
  if (found.kind === 'away') throw new Error(`expected the database, not ${found.trouble}`);
  return found;
}

const none = { pending: [], unknown: [], failed: [] };

test('a database is looked at before, during and after its migrations', async () => {
  expect((await inspect()).migrations).toEqual({ ...none, pending: ['20260101000000_first'] });

  await applyMigrations({ databaseUrl, migrationsDir });
  expect(await inspect()).toMatchObject({
    versionNumber: expect.any(Number),
    isSuperuser: true,
    isReadOnly: false,
    mayCreateTables: true,
    encoding: 'UTF8',
    connectionsMax: expect.any(Number),
    migrations: none,
  });

  await run("update _prisma_migrations set migration_name = '20990101000000_later'");
  expect((await inspect()).migrations).toEqual({
    ...none,
    pending: ['20260101000000_first'],
    unknown: ['20990101000000_later'],
  });

  await run("update _prisma_migrations set migration_name = '20260101000000_first', finished_at = null");
  expect((await inspect()).migrations).toEqual({ ...none, failed: ['20260101000000_first'] });

  await run('update _prisma_migrations set rolled_back_at = now()');
  expect((await inspect()).migrations).toEqual({ ...none, pending: ['20260101000000_first'] });
});

test('its clock is held against ours', async () => {
  expect(Math.abs((await inspect()).aheadMs)).toBeLessThan(10_000);
});

test('what is set for the user counts', async () => {
  const options = encodeURIComponent('-c default_transaction_read_only=on -c search_path=nowhere');
  const found = await inspect(`${databaseUrl}?options=${options}`);
  expect(found).toMatchObject({ isReadOnly: true, mayCreateTables: false });
});

describe('a database that cannot be asked', () => {
  test.each<[string, () => string, string]>([
    ['no such database', () => changed((url) => (url.pathname = '/not_there')), 'no-such-database'],
    ['nobody there', () => 'postgresql://user:secret@127.0.0.1:1/desk', 'nobody-listens'],
    [
      'TLS where there is none',
      () => changed((url) => url.searchParams.set('sslmode', 'verify-full')),
      'no-encryption',
    ],
    ['a host without a name', () => 'postgresql://user:secret@nobody.invalid:5432/desk', 'host-unknown'],
  ])('is told by its kind: %s', async (_, url, trouble) => {
    expect(await inspectDatabase({ databaseUrl: url(), migrationsDir })).toEqual({ kind: 'away', trouble });
  });

  test('is one that is somebody else', async () => {
    const server = createServer((socket) => socket.resume().end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(
      0,
      '127.0.0.1',
    );
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const found = await inspectDatabase({ databaseUrl: `postgresql://u:p@127.0.0.1:${port}/desk`, migrationsDir });
    expect(found).toMatchObject({ kind: 'away' });
    await new Promise((resolve) => server.close(resolve));
  });
});
