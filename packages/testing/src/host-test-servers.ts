import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type PostgresServer, startPostgres } from './start-postgres.ts';
import { type RedisServer, startRedis } from './start-redis.ts';

/** Brings a new, empty database to the state that tests of this kind begin with. */
export type PrepareTemplate = (databaseUrl: string) => Promise<unknown>;

export type HostTestServersOptions = {
  /** By the name that tests ask for. Each runs once at most, and tests get copies of the result. */
  templates: Readonly<Record<string, PrepareTemplate>>;
  report?: (line: string) => void;
};

export type TestServersHost = { url: string; stop(): Promise<void> };

/** What every request of the host shares; servers start at the first request that needs them. */
type Run = HostTestServersOptions & {
  id: string;
  postgres: Promise<PostgresServer> | undefined;
  redis: Promise<RedisServer> | undefined;
  ready: Map<string, Promise<string>>;
  databases: string[];
};

/**
 * One PostgreSQL and one Redis for a whole test run, in the process that runs it. Test files, in processes of their
 * own, ask here for a database of theirs. A run whose tests need neither server starts none.
 */
export async function hostTestServers(options: HostTestServersOptions): Promise<TestServersHost> {
  const id = randomBytes(4).toString('hex');
  const run: Run = { ...options, id, postgres: undefined, redis: undefined, ready: new Map(), databases: [] };
  const server = createServer((request, response) => void answer(run, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The host of the test servers has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await stopServers(run);
    },
  };
}

async function answer(run: Run, { url = '' }: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, kind = '', name = ''] = url.split('/');
  try {
    const found = kind === 'databases' ? await newDatabase(run, name) : await sharedRedis(run);
    response.end(JSON.stringify(found));
  } catch (error) {
    response.statusCode = 503;
    response.end(error instanceof Error ? error.message : 'unknown');
  }
}

async function newDatabase(run: Run, kind: string): Promise<{ url: string }> {
  const prepare = run.templates[kind];
  if (!prepare) throw new Error(`There is no database template ${kind}.`);
  const { id, report } = run;
  run.postgres ??= startPostgres({ purpose: 'tests', ...(report && { report }) });
  const postgres = await run.postgres;
  const template = `desk_template_${kind}_${id}`;
  const ready = run.ready.get(kind) ?? makeTemplate(postgres, template, prepare);
  run.ready.set(kind, ready);
  await ready;
  const database = `desk_test_${kind}_${id}_${run.databases.length}`;
  run.databases.push(database);
  return { url: await postgres.createDatabase(database, { template }) };
}

async function makeTemplate(postgres: PostgresServer, name: string, prepare: PrepareTemplate): Promise<string> {
  const url = await postgres.createDatabase(name);
  await prepare(url);
  return url;
}

/** One server for all; each test file keeps to keys that begin with a prefix of its own. */
async function sharedRedis(run: Run): Promise<{ url: string; prefix: string }> {
  run.redis ??= startRedis({ purpose: 'tests', ...(run.report && { report: run.report }) });
  return { url: (await run.redis).url, prefix: `desk-test-${randomBytes(6).toString('hex')}` };
}

async function stopServers(run: Run): Promise<void> {
  const postgres = await run.postgres?.catch(() => undefined);
  // Other servers' databases vanish with them; one that was there before us is left as it was.
  if (postgres?.via === 'DATABASE_URL') {
    const templates = [...run.ready.keys()].map((kind) => `desk_template_${kind}_${run.id}`);
    for (const database of [...run.databases, ...templates]) await postgres.dropDatabase(database);
  }
  const redis = await run.redis?.catch(() => undefined);
  await Promise.all([postgres?.stop(), redis?.stop()]);
}
