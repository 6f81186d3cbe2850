import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { applyMigrations } from '@desk/migrations';
import type { OperatorConfig } from '../config.ts';

export const migrationsDir = join(import.meta.dirname, '..', '..', 'prisma', 'migrations');

/** Names of the migrations that this version comes with. */
export async function listMigrations(): Promise<readonly string[]> {
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** Brings the gateway's database up to date; the names of the migrations that it lacked. */
export async function migrateDatabase({ databaseUrl }: OperatorConfig): Promise<readonly string[]> {
  const { applied } = await applyMigrations({ databaseUrl, migrationsDir });
  return applied;
}
