import { connectDatabase, type DatabaseConnection } from '../adapters/postgres/connect-database.ts';

/** A connection for one command, once the database has answered. */
export async function openDatabase(
  databaseUrl: string,
): Promise<
  | ({ readonly kind: 'opened' } & Pick<DatabaseConnection, 'database' | 'close'>)
  | { readonly kind: 'refused'; readonly lines: readonly string[] }
> {
  const { database, ping, close } = connectDatabase(databaseUrl);
  if (await ping()) return { kind: 'opened', database, close };
  await close();
  return { kind: 'refused', lines: ['The database of DATABASE_URL does not answer.'] };
}
