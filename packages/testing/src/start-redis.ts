import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { prepareDocker } from './docker-engine.ts';
import { findRedis } from './find-redis.ts';
import { findFreePort } from './free-port.ts';
import { redisFlags } from './redis-flags.ts';
import { claimRunFolder, type Purpose, type RunFolder, serverPidFile } from './run-folder.ts';
import { redisImage, runRedisContainer } from './run-redis-container.ts';
import { runServerProcess, type ServerProcess } from './run-server-process.ts';

export type StartRedisOptions = {
  purpose: Purpose;
  /** Keep the local server's data here; by default the demo's is kept in a place of this clone's own. */
  dataDir?: string;
  /** Begin with no data, whatever an earlier start kept. Ignored for a server in REDIS_URL. */
  fresh?: boolean;
  /** A server that nobody else uses, even if REDIS_URL is set: for a test that flushes or stops it. */
  exclusive?: boolean;
  /** Of a local server, so that one that takes another's place is known by the same; by default a random one. */
  password?: string;
  /** Told which way was taken and why, a line at a time. */
  report?: (line: string) => void;
};

export type RedisServer = {
  via: 'REDIS_URL' | 'testcontainers' | 'path' | 'apt';
  url: string;
  stop(): Promise<void>;
};

const portAttemptsMax = 5;

/**
 * Redis for tests, benchmarks and the demo: the server in REDIS_URL if set, else a container where a Docker engine
 * answers, else a local redis-server or valkey-server, installed where that is possible. Throws MissingServer, with a
 * remedy, if none can be had.
 */
export async function startRedis(options: StartRedisOptions): Promise<RedisServer> {
  const { purpose, fresh = false, exclusive = false, report = () => undefined } = options;
  const given = process.env.REDIS_URL;
  if (given && !exclusive) {
    report('Redis: the server in REDIS_URL');
    return { via: 'REDIS_URL', url: given, stop: async () => undefined };
  }
  const docker = await prepareDocker(redisImage, report);
  if (docker.kind === 'ready') {
    try {
      const container = await runRedisContainer(purpose, { fresh });
      report(`Redis: a container of ${redisImage}`);
      return { via: 'testcontainers', ...container };
    } catch (error) {
      report(`Redis: the container did not start (${error instanceof Error ? error.message : 'unknown'})`);
    }
  }
  const { via, command } = await findRedis(report);
  const folder = await claimRunFolder({ ...options, server: 'redis' });
  const password = options.password ?? randomBytes(18).toString('base64url');
  const { url, server } = await listen({ command, purpose, folder, password });
  report(`Redis: ${command}${docker.kind === 'unavailable' ? ` (${docker.reason})` : ''}`);
  const stop = async () => {
    await server.stop();
    await folder.discard();
  };
  return { via, url, stop };
}

async function listen(options: { command: string; purpose: Purpose; folder: RunFolder; password: string }) {
  const { command, purpose, folder, password } = options;
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort();
    const place: [string, string][] = [
      ['bind', '127.0.0.1'],
      ['port', String(port)],
      ['dir', folder.path],
      ['requirepass', password],
    ];
    const lines = [...place, ...redisFlags(purpose)].map(([name, value]) => `${name} "${value}"`);
    try {
      const server: ServerProcess = await runServerProcess({
        command,
        // The configuration comes on standard input, so that the password is in no list of processes.
        args: ['-'],
        input: `${lines.join('\n')}\n`,
        readyWhen: /Ready to accept connections/,
        pidFile: join(folder.path, serverPidFile),
      });
      return { url: `redis://:${password}@127.0.0.1:${port}`, server };
    } catch (error) {
      const portWasTaken = error instanceof Error && error.message.includes('Address already in use');
      if (portWasTaken && attempt < portAttemptsMax) continue;
      await folder.discard();
      throw error;
    }
  }
}
