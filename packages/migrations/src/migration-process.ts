import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ApplyMigrationsInput } from '@prisma/schema-engine-wasm';
import type { ApplyMigrationsOptions, MigrationAnswer } from './apply-migrations.ts';
import { withEngine } from './with-engine.ts';

/** The process of `applyMigrations`: takes its options as a message, because a command line can be read by others. */
const [options]: ApplyMigrationsOptions[] = await once(process, 'message');
if (options) process.send?.(await answer(options));

async function answer(options: ApplyMigrationsOptions): Promise<MigrationAnswer> {
  try {
    const migrationsList = await readMigrations(options.migrationsDir);
    const input = { migrationsList, filters: { externalTables: [], externalEnums: [] } };
    const { appliedMigrationNames } = await withEngine(options, (engine) => engine.applyMigrations(input));
    return { kind: 'applied', names: appliedMigrationNames };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

async function readMigrations(migrationsDir: string): Promise<ApplyMigrationsInput['migrationsList']> {
  const baseDir = resolve(migrationsDir);
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrationDirectories = [];
  for (const name of names.sort()) {
    const content = await readFile(join(baseDir, name, 'migration.sql'), 'utf8');
    migrationDirectories.push({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: content } },
    });
  }
  const lockfile = await readFile(join(baseDir, 'migration_lock.toml'), 'utf8').catch(() => null);
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: lockfile },
    shadowDbInitScript: '',
    migrationDirectories,
  };
}
