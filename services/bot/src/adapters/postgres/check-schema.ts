import type pg from 'pg';
import type { CheckSchema } from '../../ports/readiness.ts';

/**
 * Whether the database answers and has every one of the migrations. One that has more is as good: during an upgrade the
 * version before works on the schema of the next.
 */
export function createSchemaCheck(pool: pg.Pool): CheckSchema {
  return async (migrations) => {
    try {
      const { rows } = await pool.query<{ applied: number }>(countApplied, [migrations]);
      return rows[0]?.applied === migrations.length ? 'current' : 'behind';
    } catch (error) {
      return isMissingTable(error) ? 'behind' : 'away';
    }
  };
}

const countApplied = `
  select count(distinct migration_name)::int as applied from _prisma_migrations
  where finished_at is not null and rolled_back_at is null and migration_name = any($1::text[])`;

function isMissingTable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '42P01';
}
