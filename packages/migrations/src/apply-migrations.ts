import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ApplyMigrationsInput } from '@prisma/schema-engine-wasm';
import { withEngine } from './with-engine.ts';

export type ApplyMigrationsOptions = {
  databaseUrl: string;
  /** A folder as Prisma lays it out: `<time>_<name>/migration.sql`, and `migration_lock.toml`. */
  migrationsDir: string;
};

/**
 * Applies the migrations that the database does not have yet, in order, and records them in `_prisma_migrations`, as
 * `prisma migrate deploy` does; the two may be mixed. Two processes may call it at once: the engine holds an advisory
 * lock. Throws when a migration fails, with the engine's own account of which and why.
 */
export async function applyMigrations(options: ApplyMigrationsOptions): Promise<{ applied: readonly string[] }> {
  const migrationsList = await readMigrations(options.migrationsDir);
  const input = { migrationsList, filters: { externalTables: [], externalEnums: [] } };
  const { appliedMigrationNames } = await withEngine(options, (engine) => engine.applyMigrations(input));
  return { applied: appliedMigrationNames };
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
