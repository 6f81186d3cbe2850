import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { isUpToDate } from './is-up-to-date.ts';

export type ApplyMigrationsOptions = {
  databaseUrl: string;
  /** A folder as Prisma lays it out: `<time>_<name>/migration.sql`, and `migration_lock.toml`. */
  migrationsDir: string;
};

export type MigrationAnswer =
  | { kind: 'applied'; names: readonly string[] }
  /** The engine's own account of which migration failed and why. */
  | { kind: 'failed'; message: string };

/**
 * Applies the migrations that the database does not have yet, in order, and records them in `_prisma_migrations`, as
 * `prisma migrate deploy` does; the two may be mixed. Two processes may call it at once: the engine holds an advisory
 * lock. Throws when a migration fails, with the engine's own account of which and why.
 *
 * It runs in a thread of its own: the engine takes some 50 MB that a service has no use for once it has started. Most
 * starts find nothing to apply, and do without it.
 */
export async function applyMigrations(options: ApplyMigrationsOptions): Promise<{ applied: readonly string[] }> {
  if (await isUpToDate(options)) return { applied: [] };
  const thread = new Worker(new URL('./migration-thread.ts', import.meta.url), { workerData: options });
  const [answer]: [MigrationAnswer] = await Promise.race([
    once(thread, 'message') as Promise<[MigrationAnswer]>,
    once(thread, 'exit').then(
      ([code]) => [{ kind: 'failed', message: `The migration thread ended (${code}).` }] as [MigrationAnswer],
    ),
  ]);
  await thread.terminate();
  if (answer.kind === 'failed') throw new Error(answer.message);
  return { applied: answer.names };
}
