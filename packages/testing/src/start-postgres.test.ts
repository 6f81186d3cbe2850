import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MissingServer } from './missing-server.ts';
import { type PostgresServer, startPostgres } from './start-postgres.ts';
import { testDatabase } from './vitest.ts';

let given: string;
let name: string;

beforeEach(async () => {
  given = (await testDatabase('empty')).url;
  name = `${new URL(given).pathname.slice(1)}_more`;
  vi.stubEnv('DATABASE_URL', given);
});

afterEach(() => void vi.unstubAllEnvs());

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function withServer(options: { fresh?: boolean }, work: (server: PostgresServer) => Promise<void>) {
  const server = await startPostgres({ purpose: 'tests', ...options });
  try {
    await work(server);
  } finally {
    await server.dropDatabase(`${name}_copy`);
    await server.dropDatabase(name);
    await server.stop();
  }
}

describe('a server named in DATABASE_URL', () => {
  test('is used as it is, and still runs after stop', async () => {
    const server = await startPostgres({ purpose: 'tests' });
    await server.stop();
    expect(server).toMatchObject({ via: 'DATABASE_URL', url: given });
    expect(await query(given, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('keeps a database that is there already, with what is in it', async () => {
    await withServer({}, async (server) => {
      const url = await server.createDatabase(name);
      await query(url, 'CREATE TABLE kept (id INT)');
      expect(await server.createDatabase(name)).toBe(url);
      expect(await query(url, 'SELECT * FROM kept')).toEqual([]);
    });
  });

  test('makes copies of a template', async () => {
    await withServer({}, async (server) => {
      await query(await server.createDatabase(name), 'CREATE TABLE kept (id INT)');
      const copy = await server.createDatabase(`${name}_copy`, { template: name });
      expect(await query(copy, 'SELECT * FROM kept')).toEqual([]);
    });
  });

  test('makes databases anew when asked to start fresh', async () => {
    await withServer({}, async (server) => {
      await query(await server.createDatabase(name), 'CREATE TABLE kept (id INT)');
    });
    await withServer({ fresh: true }, async (server) => {
      const url = await server.createDatabase(name);
      await expect(query(url, 'SELECT * FROM kept')).rejects.toThrow('does not exist');
    });
  });

  test('that does not answer is named with its remedy, and without its password', async () => {
    const nowhere = 'postgresql://desk:canary-password@127.0.0.1:1/desk';
    vi.stubEnv('DATABASE_URL', nowhere);
    const error = await startPostgres({ purpose: 'tests' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MissingServer);
    expect(String(error)).toContain('Check DATABASE_URL');
    expect(String(error)).not.toContain('canary-password');
  });
});

test('every test file has databases of its own', async () => {
  const [one, two] = [await testDatabase('empty'), await testDatabase('empty')];
  await query(one.url, 'CREATE TABLE mine (id INT)');
  await expect(query(two.url, 'SELECT * FROM mine')).rejects.toThrow('does not exist');
});
