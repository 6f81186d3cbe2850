import { Client, escapeIdentifier } from 'pg';

/** A database as it was at one moment. */
export interface DatabasePoint extends AsyncDisposable {
  /** Brings the database back to it. */
  restore(): Promise<void>;
}

/**
 * Keeps a copy of a database to which nobody is connected. A physical copy within one server stands for what a backup
 * brings back, byte for byte.
 */
export async function keepPoint(databaseUrl: string): Promise<DatabasePoint> {
  const name = new URL(databaseUrl).pathname.slice(1);
  const copy = `${name}_point`;
  const run = async (...statements: readonly string[]) => {
    const client = new Client({ connectionString: new URL('/postgres', databaseUrl).href });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  const copied = (from: string, to: string) =>
    `create database ${escapeIdentifier(to)} template ${escapeIdentifier(from)}`;
  await run(copied(name, copy));
  return {
    restore: () => run(`drop database ${escapeIdentifier(name)} with (force)`, copied(copy, name)),
    [Symbol.asyncDispose]: () => run(`drop database if exists ${escapeIdentifier(copy)}`),
  };
}
