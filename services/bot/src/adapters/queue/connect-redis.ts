import type { Logger } from '@desk/logging';
import { Redis } from 'ioredis';

export interface RedisConnection {
  readonly redis: Redis;
  close(): Promise<void>;
}

const reconnectMs = 500;

export interface RedisOptions {
  readonly redisUrl: string;
  /** Certificates (PEM) that are trusted instead of the usual ones. */
  readonly ca?: string | null;
  readonly log: Logger;
}

/** A connection that answers soon or not at all, and comes back by itself. */
export function connectRedis({ redisUrl, ca = null, log }: RedisOptions): RedisConnection {
  const redis = new Redis(redisUrl, {
    ...(ca === null ? {} : { tls: { ca } }),
    // What cannot be done now is not done later: whoever asked has gone on, and Postgres knows what is due.
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 1_000,
    connectTimeout: 2_000,
    retryStrategy: () => reconnectMs,
  });
  let reachable = true;
  redis.on('error', (error: Error) => {
    if (reachable) log.warn('Redis cannot be reached', { error });
    reachable = false;
  });
  redis.on('ready', () => {
    if (!reachable) log.info('Redis can be reached again');
    reachable = true;
  });
  return {
    redis,
    async close() {
      redis.disconnect();
    },
  };
}
