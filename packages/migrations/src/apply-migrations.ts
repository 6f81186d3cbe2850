import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type ApplyMigrationsOptions, isUpToDate } from './is-up-to-date.ts';

export type { ApplyMigrationsOptions };

export type MigrationAnswer =
  | { kind: 'applied'; names: readonly string[] }
  /** The engine's own account of which migration failed and why. */
  | { kind: 'failed'; message: string };

/**
 * Applies the migrations that the database does not have yet, in order, and records them in `_prisma_migrations`, as
 * `prisma migrate deploy` does; the two may be mixed. Two processes may call it at once: the engine holds an advisory
 * lock. Throws when a migration fails, with the engine's own account of which and why.
 *
 * It runs in a process of its own: the engine takes some 50 MB that a service has no use for once it has started, and
 * a thread would leave most of them behind. Most starts find nothing to apply, and do without it.
 */
export async function applyMigrations(options: ApplyMigrationsOptions): Promise<{ applied: readonly string[] }> {
  if (await isUpToDate(options)) return { applied: [] };
  const child = fork(new URL('./migration-process.ts', import.meta.url), { execArgv: [] });
  child.send(options);
  const answer = await Promise.race([
    once(child, 'message').then(([message]): MigrationAnswer => message),
    once(child, 'exit').then(([code]): MigrationAnswer => {
      return { kind: 'failed', message: `The migration process ended (${code}).` };
    }),
  ]);
  if (child.connected) child.disconnect();
  if (answer.kind === 'failed') throw new Error(answer.message);
  return { applied: answer.names };
}
