import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase } from '@desk/testing/vitest';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyMigrations } from './apply-migrations.ts';
import { diffSchema } from './diff-schema.ts';
import { isUpToDate } from './is-up-to-date.ts';

let folder: string;
let migrationsDir: string;
let databaseUrl: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-migrations-'));
  migrationsDir = join(folder, 'migrations');
  databaseUrl = (await testDatabase('empty')).url;
  await addMigration(
    '20260101000000_first',
    'CREATE TABLE "notes" ("id" BIGSERIAL PRIMARY KEY, "text" TEXT NOT NULL);',
  );
});

afterEach(() => rm(folder, { recursive: true }));

async function addMigration(name: string, sql: string): Promise<void> {
  await mkdir(join(migrationsDir, name), { recursive: true });
  await writeFile(join(migrationsDir, 'migration_lock.toml'), 'provider = "postgresql"\n');
  await writeFile(join(migrationsDir, name, 'migration.sql'), sql);
}

async function query(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('applyMigrations', () => {
  test('applies what is missing, in order, and nothing twice', async () => {
    await addMigration(
      '20260102000000_second',
      'ALTER TABLE "notes" ADD COLUMN "pinned" BOOLEAN NOT NULL DEFAULT false;',
    );
    const first = await applyMigrations({ databaseUrl, migrationsDir });
    const again = await applyMigrations({ databaseUrl, migrationsDir });
    expect(first.applied).toEqual(['20260101000000_first', '20260102000000_second']);
    expect(again.applied).toEqual([]);
  });

  test('records each in the table that `prisma migrate deploy` reads', async () => {
    await applyMigrations({ databaseUrl, migrationsDir });
    const rows = await query(
      'SELECT migration_name, applied_steps_count FROM _prisma_migrations WHERE finished_at IS NOT NULL',
    );
    expect(rows).toEqual([{ migration_name: '20260101000000_first', applied_steps_count: 1 }]);
  });

  test('applies each once when several processes start together', async () => {
    const runs = await Promise.all([1, 2, 3].map(() => applyMigrations({ databaseUrl, migrationsDir })));
    expect(runs.flatMap(({ applied }) => applied)).toEqual(['20260101000000_first']);
  });

  test('lets the version before start on the schema of the next', async () => {
    await addMigration('20260102000000_second', 'ALTER TABLE "notes" ADD COLUMN "pinned" BOOLEAN;');
    await applyMigrations({ databaseUrl, migrationsDir });
    await rm(join(migrationsDir, '20260102000000_second'), { recursive: true });
    expect(await isUpToDate({ databaseUrl, migrationsDir })).toBe(true);
    expect(await applyMigrations({ databaseUrl, migrationsDir })).toEqual({ applied: [] });
  });

  test('names a migration that fails, and refuses to go on past it', async () => {
    await addMigration('20260103000000_broken', 'ALTER TABLE "absent" ADD COLUMN "x" INT;');
    await expect(applyMigrations({ databaseUrl, migrationsDir })).rejects.toThrow('20260103000000_broken');
    await addMigration('20260104000000_later', 'SELECT 1;');
    await expect(applyMigrations({ databaseUrl, migrationsDir })).rejects.toThrow('20260103000000_broken');
  });

  test('leaves no connection behind', async () => {
    await applyMigrations({ databaseUrl, migrationsDir });
    const others = await query(
      'SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    expect(others).toEqual([]);
  });
});

describe('diffSchema', () => {
  async function difference(noteFields: string, otherModels = '') {
    const schemaFile = join(folder, 'schema.prisma');
    const note = `model Note {\n id BigInt @id @default(autoincrement())\n ${noteFields}\n @@map("notes")\n}`;
    await writeFile(schemaFile, `datasource db {\n provider = "postgresql"\n}\n${note}\n${otherModels}\n`);
    return diffSchema({ databaseUrl, schemaFile });
  }

  test('finds a migrated database equal to the schema it was drafted from', async () => {
    await applyMigrations({ databaseUrl, migrationsDir });
    expect(await difference('text String')).toEqual({ kind: 'equal' });
  });

  test('finds what the migrations forgot, as the SQL that is missing', async () => {
    await applyMigrations({ databaseUrl, migrationsDir });
    expect(await difference('text String\n title String?')).toEqual({
      kind: 'different',
      sql: expect.stringContaining('ADD COLUMN     "title" TEXT'),
    });
  });

  test('reads foreign keys, checks and NOT NULL constraints of PostgreSQL 18', async () => {
    await addMigration(
      '20260105000000_parts',
      `CREATE TABLE "parts" (
        "id" BIGSERIAL PRIMARY KEY,
        "note_id" BIGINT NOT NULL REFERENCES "notes" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
        CHECK ("id" > 0)
      );`,
    );
    await applyMigrations({ databaseUrl, migrationsDir });
    const part = `model Part {
      id     BigInt @id @default(autoincrement())
      noteId BigInt @map("note_id")
      note   Note   @relation(fields: [noteId], references: [id], onDelete: Cascade, onUpdate: NoAction)
      @@map("parts")
    }`;
    expect(await difference('text String\n parts Part[]', part)).toEqual({ kind: 'equal' });
  });
});
