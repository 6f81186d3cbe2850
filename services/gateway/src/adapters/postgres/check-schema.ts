import type { SchemaState } from '../../ports/readiness.ts';
import type { Database } from './connect-database.ts';

/**
 * Whether the database answers and has every one of the migrations. One that has more is as good: during an upgrade the
 * version before works on the schema of the next.
 */
export function createSchemaCheck(database: Database) {
  return async (migrations: readonly string[]): Promise<SchemaState> => {
    try {
      const [row] = await database.$queryRaw<{ applied: number }[]>`
        select count(distinct migration_name)::int as applied from _prisma_migrations
        where finished_at is not null and rolled_back_at is null and migration_name = any(${[...migrations]}::text[])`;
      return row?.applied === migrations.length ? 'current' : 'behind';
    } catch {
      return 'away';
    }
  };
}
