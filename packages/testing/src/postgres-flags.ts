import type { Purpose } from './run-folder.ts';

const settingsOf: Record<Purpose, readonly string[]> = {
  tests: [
    // A crash may lose everything: nothing of it is kept.
    ...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'],
    // A run makes hundreds of databases, each forgotten within seconds: looking after them all takes time from the tests.
    'autovacuum=off',
  ],
  bench: ['max_connections=200', 'shared_buffers=256MB'],
  demo: ['max_connections=100'],
};

/** For the command line of PostgreSQL. */
export function postgresFlags(purpose: Purpose, more: readonly string[] = []): string[] {
  return [...settingsOf[purpose], ...more].flatMap((setting) => ['-c', setting]);
}
