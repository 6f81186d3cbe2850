import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { certifyLoopback } from './certify-loopback.ts';
import { findRedis } from './find-redis.ts';
import { findFreePort } from './free-port.ts';
import { findOnPath } from './install-debian-package.ts';
import { MissingServer } from './missing-server.ts';
import { runEmbeddedPostgres } from './run-embedded-postgres.ts';
import { claimRunFolder, serverPidFile } from './run-folder.ts';
import { runServerProcess } from './run-server-process.ts';

export type EncryptedServers = {
  /** Takes connections without TLS as well, as PostgreSQL does. */
  databaseUrl: string;
  /** Takes none without. */
  redisUrl: string;
  /** What proves either of them. */
  caFile: string;
  /** A certificate like theirs, that proves neither. */
  otherCaFile: string;
  stop(): Promise<void>;
};

/**
 * PostgreSQL and Redis with TLS, for tests of the ways to them: servers of this machine, whatever DATABASE_URL and
 * REDIS_URL say. Throws MissingServer, with a remedy, where they cannot be had.
 */
export async function startEncryptedServers(): Promise<EncryptedServers> {
  const openssl = await findOnPath(['openssl']);
  if (!openssl) throw new MissingServer('There is no openssl here.', 'Install the package openssl.');
  const { command } = await findRedis(() => undefined);
  const postgresFolder = await claimRunFolder({ purpose: 'tests', server: 'postgres' });
  const redisFolder = await claimRunFolder({ purpose: 'tests', server: 'redis' });
  const { certificateFile, keyFile } = await certifyLoopback(openssl, postgresFolder.path);
  const other = await certifyLoopback(openssl, redisFolder.path);
  const postgres = await runEmbeddedPostgres('tests', postgresFolder, { certificateFile, keyFile });
  const redis = await runRedis({ command, folder: redisFolder.path, certificateFile, keyFile }).catch(async (error) => {
    await postgres.stop();
    throw error;
  });
  return {
    databaseUrl: postgres.url,
    redisUrl: redis.url,
    ...{ caFile: certificateFile, otherCaFile: other.certificateFile },
    async stop() {
      await Promise.all([postgres.stop(), redis.stop()]);
      await Promise.all([postgresFolder.discard(), redisFolder.discard()]);
    },
  };
}

async function runRedis(options: { command: string; folder: string; certificateFile: string; keyFile: string }) {
  const { command, folder, certificateFile, keyFile } = options;
  const port = await findFreePort();
  const password = randomBytes(18).toString('base64url');
  const lines = [
    ...['bind 127.0.0.1', 'port 0', `tls-port ${port}`, 'tls-auth-clients no', `requirepass ${password}`],
    ...[`tls-cert-file "${certificateFile}"`, `tls-key-file "${keyFile}"`, `dir "${folder}"`],
    ...['maxmemory-policy noeviction', 'save ""', 'appendonly no', ''],
  ];
  const server = await runServerProcess({
    command,
    args: ['-'],
    input: lines.join('\n'),
    readyWhen: /Ready to accept connections/,
    pidFile: join(folder, serverPidFile),
  }).catch(() => {
    throw new MissingServer('This Redis speaks no TLS.', 'Install a redis-server that is built with it.');
  });
  return { url: `rediss://:${password}@127.0.0.1:${port}`, stop: server.stop };
}
