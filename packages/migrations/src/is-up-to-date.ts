import { readdir } from 'node:fs/promises';
import { PrismaPg } from '@prisma/adapter-pg';

export type ApplyMigrationsOptions = {
  databaseUrl: string;
  /** A folder as Prisma lays it out: `<time>_<name>/migration.sql`, and `migration_lock.toml`. */
  migrationsDir: string;
};

const connectTimeoutMs = 10_000;

/**
 * Whether the database has every migration of the folder, and none that failed: then the engine is not needed at all.
 * It may have more: during an upgrade the version before starts on the schema of the next.
 */
export async function isUpToDate({ databaseUrl, migrationsDir }: ApplyMigrationsOptions): Promise<boolean> {
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  const wanted = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const applied = await listApplied(databaseUrl);
  return wanted.every((name) => applied.has(name)) && [...applied.values()].every((finished) => finished);
}

/** By name, whether it was finished. One that was rolled back does not count; without the table there are none. */
async function listApplied(databaseUrl: string): Promise<ReadonlyMap<string, boolean>> {
  const factory = new PrismaPg({
    connectionString: databaseUrl,
    max: 1,
    connectionTimeoutMillis: connectTimeoutMs,
  });
  const connection = await factory.connect();
  const query = (sql: string) => connection.queryRaw({ sql, args: [], argTypes: [] });
  try {
    const { rows } = await query("select to_regclass('_prisma_migrations') is not null");
    if (rows[0]?.[0] !== true) return new Map();
    const found = await query(
      'select migration_name, finished_at is not null from _prisma_migrations where rolled_back_at is null',
    );
    return new Map(found.rows.map(([name, finished]) => [String(name), finished === true]));
  } finally {
    await connection.dispose();
  }
}
