import { once } from 'node:events';
import { createLogger } from '@desk/logging';
import { type EncryptedServers, MissingServer, startEncryptedServers } from '@desk/testing';
import { Queue } from 'bullmq';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { openDatabase } from '../../src/adapters/postgres/open-database.ts';
import { connectRedis } from '../../src/adapters/queue/connect-redis.ts';
import { migrateDatabase } from '../../src/compose/migrate-database.ts';
import { parseBotConfig } from '../../src/config.ts';
import { workQueue } from '../../src/edge/jobs/work-queue.ts';

const log = createLogger({ service: 'bot', level: 'silent' });
const prefix = 'links';
const started = await startEncryptedServers().catch((error: unknown) => {
  if (error instanceof MissingServer) return error;
  throw error;
});
const missing = started instanceof MissingServer ? `no servers with TLS here: ${started.remedy}` : null;

const what = 'the ways to servers that speak TLS';
if (missing === null) describe(what, describeLinks);
else test(what, ({ skip }) => skip(missing));

function describeLinks(): void {
  let servers: EncryptedServers;
  beforeAll(() => {
    if (!(started instanceof MissingServer)) servers = started;
  });
  afterAll(() => servers.stop());

  function config(trusted: string | undefined) {
    const read = parseBotConfig({
      KEYS_DIR: '/etc/desk/keys',
      DATABASE_URL: servers.databaseUrl,
      REDIS_URL: servers.redisUrl,
      TELEGRAM_BOT_TOKEN: '12345:an-invented-token',
      GATEWAY_URL: 'http://127.0.0.1:8090',
      CATALOGUE_FILE: 'catalogue.yaml',
      SUPPORT_CONTACT: 'help@example.test',
      DATABASE_CA_FILE: trusted,
      REDIS_CA_FILE: trusted,
    });
    if (read.kind === 'invalid') throw new Error(read.problems.map(({ line }) => line).join());
    return read.config;
  }

  async function isEncrypted(databaseUrl: string): Promise<unknown> {
    const { pool, close } = openDatabase({ databaseUrl, onIdleError: () => undefined });
    try {
      return (await pool.query('select ssl from pg_stat_ssl where pid = pg_backend_pid()')).rows[0]?.ssl;
    } finally {
      await close();
    }
  }

  it('Postgres is told from another by DATABASE_CA_FILE, also where migrations are applied', async () => {
    const { databaseUrl } = config(servers.caFile);
    expect(await migrateDatabase({ databaseUrl })).not.toEqual([]);
    expect(await isEncrypted(databaseUrl)).toBe(true);
    expect(await isEncrypted(servers.databaseUrl)).toBe(false);
  });

  it('a Postgres that cannot prove itself is not talked to', async () => {
    const { databaseUrl } = config(servers.otherCaFile);
    await expect(new pg.Client({ connectionString: databaseUrl }).connect()).rejects.toThrow(/certificate/);
    await expect(migrateDatabase({ databaseUrl })).rejects.toThrow('TlsConnectionError');
  });

  it('Redis is told from another by REDIS_CA_FILE, for who adds jobs and who works them', async () => {
    const { redisUrl, redisCa: ca } = config(servers.caFile);
    const { promise: worked, resolve } = Promise.withResolvers<string>();
    const connection = connectRedis({ redisUrl, ca, log });
    await once(connection.redis, 'ready');
    const worker = workQueue({
      ...{ name: 'upkeep', connection: { redisUrl, ca, prefix }, concurrency: 1, log },
      work: async ({ name }) => resolve(name),
    });
    const queue = new Queue('upkeep', { connection: connection.redis, prefix });
    await queue.add('heartbeat', {});
    expect(await worked).toBe('heartbeat');
    await worker.close();
    await queue.close();
    await connection.close();
  });

  it('a Redis that cannot prove itself is not talked to', async () => {
    const { redisUrl, redisCa: ca } = config(servers.otherCaFile);
    const connection = connectRedis({ redisUrl, ca, log });
    const [error] = await once(connection.redis, 'error', { signal: AbortSignal.timeout(5_000) }).catch((caught) => [
      caught,
    ]);
    expect(String(error)).toMatch(/certificate/);
    expect(connection.redis.status).not.toBe('ready');
    await connection.close();
  });
}
