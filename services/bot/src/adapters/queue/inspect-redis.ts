import { webTroubleOf } from '@desk/doctor';
import { judgeLink } from '@desk/tls';
import { Redis } from 'ioredis';
import type { RedisFacts } from '../../ports/zone-probes.ts';

const withinMs = 4_000;

/** Looks at a Redis by what it says of itself: `INFO` is allowed also where `CONFIG` is not. */
export async function inspectRedis({
  redisUrl,
  ca,
}: {
  readonly redisUrl: string;
  readonly ca: string | null;
}): Promise<RedisFacts> {
  const redis = new Redis(redisUrl, {
    ...(ca === null ? {} : { tls: { ca } }),
    lazyConnect: true,
    enableReadyCheck: false,
    maxRetriesPerRequest: 0,
    connectTimeout: withinMs,
    commandTimeout: withinMs,
    retryStrategy: () => null,
  });
  // What `connect` rejects with says only that the connection is closed.
  let first: Error | null = null;
  redis.on('error', (error: Error) => {
    first ??= error;
  });
  try {
    await redis.connect();
    return { ...readInfo(await redis.info()), isPlain: judgeLink(redisUrl) === 'plain' };
  } catch (error) {
    return { kind: 'away', trouble: troubleOf(first ?? error) };
  } finally {
    redis.disconnect();
  }
}

function readInfo(info: string) {
  const lines = info.split('\r\n').flatMap((line): [string, string][] => {
    const colon = line.indexOf(':');
    return colon === -1 ? [] : [[line.slice(0, colon), line.slice(colon + 1)]];
  });
  const values = new Map(lines);
  const value = (name: string) => values.get(name) ?? '';
  return {
    kind: 'there' as const,
    version: value('redis_version'),
    policy: value('maxmemory_policy'),
    isAppendOnly: value('aof_enabled') === '1',
    isReplica: value('role') === 'slave',
    usedBytes: Number(value('used_memory')),
    maxBytes: Number(value('maxmemory')),
  };
}

function troubleOf(error: unknown): Extract<RedisFacts, { kind: 'away' }>['trouble'] {
  const words = error instanceof Error ? error.message : '';
  if (/^(?:NOAUTH|WRONGPASS|ERR AUTH|NOPERM)|invalid password/.test(words)) return 'password';
  if (words.startsWith('LOADING')) return 'loading';
  return /timed? ?out/i.test(words) ? 'no-answer' : webTroubleOf(error);
}
