import pg from 'pg';
import { prepareDocker } from './docker-engine.ts';
import { MissingServer } from './missing-server.ts';
import { runEmbeddedPostgres } from './run-embedded-postgres.ts';
import { claimRunFolder, type Purpose } from './run-folder.ts';
import { postgresImage, runPostgresContainer } from './run-postgres-container.ts';

export type StartPostgresOptions = {
  purpose: Purpose;
  /** Keep the embedded server's data here; by default the demo's is kept in a place of this clone's own. */
  dataDir?: string;
  /** Begin with no data, whatever an earlier start kept. */
  fresh?: boolean;
  /** Told which way was taken and why, a line at a time. */
  report?: (line: string) => void;
};

export type PostgresServer = {
  via: 'DATABASE_URL' | 'testcontainers' | 'embedded';
  /** Of a user who may create databases. */
  url: string;
  /** Makes the database if it is not there, from `template` if given. Answers its url. */
  createDatabase(name: string, options?: { template?: string }): Promise<string>;
  dropDatabase(name: string): Promise<void>;
  stop(): Promise<void>;
};

type Running = Pick<PostgresServer, 'via' | 'url' | 'stop'>;

const readyWithinMs = 30_000;
const retryEveryMs = 100;
const sqlState = { duplicateDatabase: '42P04', insufficientPrivilege: '42501' };

/**
 * PostgreSQL 18 for tests, benchmarks and the demo: the server in DATABASE_URL if set, else a container where a
 * Docker engine answers, else the embedded one. Throws MissingServer, with a remedy, if none can be had.
 */
export async function startPostgres(options: StartPostgresOptions): Promise<PostgresServer> {
  const running = await start(options);
  await answering(running);
  const { url } = running;
  return {
    ...running,
    async createDatabase(name, { template } = {}) {
      if (options.fresh && running.via === 'DATABASE_URL') await administer(url, dropStatement(name));
      await createDatabase(url, name, template);
      return databaseUrl(url, name);
    },
    dropDatabase: (name) => administer(url, dropStatement(name)),
  };
}

async function start(options: StartPostgresOptions): Promise<Running> {
  const { purpose, fresh = false, report = () => undefined } = options;
  const given = process.env.DATABASE_URL;
  if (given) {
    report('PostgreSQL: the server in DATABASE_URL');
    return { via: 'DATABASE_URL', url: given, stop: async () => undefined };
  }
  const docker = await prepareDocker(postgresImage, report);
  if (docker.kind === 'ready') {
    try {
      const container = await runPostgresContainer(purpose, { fresh });
      report(`PostgreSQL: a container of ${postgresImage}`);
      return { via: 'testcontainers', ...container };
    } catch (error) {
      report(`PostgreSQL: the container did not start (${firstLine(error)})`);
    }
  }
  const folder = await claimRunFolder({ ...options, server: 'postgres' });
  const embedded = await runEmbeddedPostgres(purpose, folder).catch(async (error) => {
    await folder.discard();
    throw error;
  });
  report(`PostgreSQL: embedded${docker.kind === 'unavailable' ? ` (${docker.reason})` : ''}`);
  const stop = async () => {
    await embedded.stop();
    await folder.discard();
  };
  return { via: 'embedded', url: embedded.url, stop };
}

/** A container's port is open before its server answers, and a configured server may not be there at all. */
async function answering({ url, via, stop }: Running): Promise<void> {
  const deadline = performance.now() + readyWithinMs;
  for (;;) {
    try {
      return await administer(url, 'SELECT 1');
    } catch (error) {
      if (via !== 'DATABASE_URL' && performance.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, retryEveryMs));
        continue;
      }
      await stop();
      const remedy = 'Check DATABASE_URL, or unset it to use a container or the embedded server.';
      throw new MissingServer(`PostgreSQL does not answer (${firstLine(error)}).`, remedy);
    }
  }
}

async function createDatabase(url: string, name: string, template: string | undefined): Promise<void> {
  // As files: through the log it takes a third longer, and as much room there.
  const from = template === undefined ? '' : ` TEMPLATE ${pg.escapeIdentifier(template)} STRATEGY file_copy`;
  try {
    await administer(url, `CREATE DATABASE ${pg.escapeIdentifier(name)}${from}`);
  } catch (error) {
    if (codeOf(error) === sqlState.duplicateDatabase) return;
    if (codeOf(error) !== sqlState.insufficientPrivilege) throw error;
    throw new MissingServer(
      'The user in DATABASE_URL may not create databases.',
      'Grant it CREATEDB, or unset DATABASE_URL to use a container or the embedded server.',
    );
  }
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function dropStatement(name: string): string {
  return `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`;
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.href;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function firstLine(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown';
}
