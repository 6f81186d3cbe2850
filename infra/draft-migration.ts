import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { applyMigrations, diffSchema } from '@desk/migrations';
import { startPostgres } from '@desk/testing';

/**
 * Writes the migration that takes a service's migrations to its schema. For the hand that changes a schema:
 * `node infra/draft-migration.ts bot add-lanes`. Read the SQL before committing it: a renamed column is drafted as one
 * dropped and one added, and what Prisma cannot express (partial indexes, checks) has to be written by hand.
 */
const [service, name] = process.argv.slice(2);
if (!service || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name ?? '')) {
  console.error('Usage: node infra/draft-migration.ts <bot|gateway> <name-in-kebab-case>');
  process.exit(2);
}

const prisma = resolve(import.meta.dirname, '..', 'services', service, 'prisma');
const migrationsDir = join(prisma, 'migrations');
await mkdir(migrationsDir, { recursive: true });
const postgres = await startPostgres({ purpose: 'tests' });
try {
  const databaseUrl = await postgres.createDatabase('desk_draft_migration');
  await applyMigrations({ databaseUrl, migrationsDir });
  const difference = await diffSchema({ databaseUrl, schemaFile: join(prisma, 'schema.prisma') });
  if (difference.kind === 'equal') console.log('The migrations and the schema say the same: nothing to write.');
  else console.log(await writeMigration(difference.sql));
} finally {
  await postgres.dropDatabase('desk_draft_migration');
  await postgres.stop();
}

async function writeMigration(sql: string): Promise<string> {
  const time = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const folder = join(migrationsDir, `${time}_${name?.replaceAll('-', '_')}`);
  await mkdir(folder);
  await writeFile(join(migrationsDir, 'migration_lock.toml'), 'provider = "postgresql"\n');
  await writeFile(join(folder, 'migration.sql'), sql);
  return join(folder, 'migration.sql');
}
