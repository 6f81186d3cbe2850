import { join } from 'node:path';
import { applyMigrations } from '@desk/migrations';
import type { OperatorConfig } from '../config.ts';

export const migrationsDir = join(import.meta.dirname, '..', '..', 'prisma', 'migrations');

/** Brings the gateway's database up to date; the names of the migrations that it lacked. */
export async function migrateDatabase({ databaseUrl }: OperatorConfig): Promise<readonly string[]> {
  const { applied } = await applyMigrations({ databaseUrl, migrationsDir });
  return applied;
}
