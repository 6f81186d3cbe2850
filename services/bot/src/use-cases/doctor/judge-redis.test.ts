import { describe, expect, it } from 'vitest';
import type { RedisFacts } from '../../ports/zone-probes.ts';
import { judgeRedis } from './judge-redis.ts';

const sound: Extract<RedisFacts, { kind: 'there' }> = {
  kind: 'there',
  version: '7.0.15',
  policy: 'noeviction',
  isAppendOnly: true,
  isReplica: false,
  usedBytes: 1,
  maxBytes: 0,
  isPlain: false,
};

describe('Redis', () => {
  it.each<Partial<typeof sound>>([{}, { version: '8.2.1' }, { version: '6.2.0' }, { usedBytes: 89, maxBytes: 100 }])(
    'is well: %j',
    (change) => {
      expect(judgeRedis({ ...sound, ...change })).toEqual([expect.objectContaining({ state: 'ok' })]);
    },
  );

  it.each<[Partial<typeof sound>, string, RegExp, RegExp]>([
    [{ version: '4.0.9' }, 'broken', /too old/, /Redis 7/],
    [{ version: '6.0.16' }, 'warning', /is old/, /Redis 7/],
    [{ policy: 'volatile-lru' }, 'broken', /volatile-lru: .* throws jobs away/, /`maxmemory-policy noeviction`/],
    [{ isAppendOnly: false }, 'warning', /forgets/, /`appendonly yes`/],
    [{ isReplica: true }, 'broken', /replica/, /primary/],
    [{ usedBytes: 90, maxBytes: 100 }, 'warning', /90 % full/, /maxmemory/],
    [{ isPlain: true }, 'warning', /REDIS_URL is not encrypted/, /REDIS_CA_FILE/],
  ])('is not: %j', (change, state, what, remedy) => {
    expect(judgeRedis({ ...sound, ...change })).toEqual([
      { state, what: expect.stringMatching(what), remedy: expect.stringMatching(remedy) },
    ]);
  });

  it.each([
    ['password', /does not take the password/],
    ['loading', /still loading/],
    ['nobody-listens', /nobody listens at REDIS_URL/],
    ['no-answer', /nobody answers at REDIS_URL/],
  ] as const)('is away: %s', (trouble, what) => {
    expect(judgeRedis({ kind: 'away', trouble })).toMatchObject([
      { state: 'broken', what: expect.stringMatching(what) },
    ]);
  });
});
