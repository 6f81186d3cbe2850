import pg from 'pg';

const connectWithinMs = 5_000;

/** Looks into the books of a service, on a connection that is closed whatever becomes of the look. */
export async function withDatabase<Result>(
  databaseUrl: string,
  look: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: connectWithinMs });
  await client.connect();
  try {
    return await look(client);
  } finally {
    await client.end();
  }
}
