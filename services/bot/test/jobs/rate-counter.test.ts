import { randomUUID } from 'node:crypto';
import { openNetworkGate } from '@desk/testing';
import { testRedis } from '@desk/testing/vitest';
import { expect, it, vi } from 'vitest';
import { connectRedis } from '../../src/adapters/queue/connect-redis.ts';
import { createRateCounter } from '../../src/adapters/queue/rate-counter.ts';
import { silentLog } from '../conformance/postgres-desk.ts';
import { monday10 } from '../conformance/samples.ts';
import { steeredClock } from '../fakes/steered-clock.ts';

it('counts in Redis for all processes, and goes on in memory when Redis is away', async () => {
  const { url, prefix } = await testRedis();
  const gate = await openNetworkGate(url);
  const clock = steeredClock(monday10);
  const connections = [gate.url, gate.url].map((redisUrl) => connectRedis({ redisUrl, log: silentLog }));
  const [first, second] = connections.map(({ redis }) => createRateCounter({ redis, prefix, clock }));
  if (!first || !second) throw new Error('Two counters were made.');
  await vi.waitFor(() => expect(connections.map(({ redis }) => redis.status)).toEqual(['ready', 'ready']), 5_000);

  // The first few of each process are its own; beyond them both count together.
  const key = randomUUID();
  const counts = [];
  for (let index = 0; index < 8; index += 1) counts.push((await first.count(key, 60_000)).count);
  expect(counts).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  for (let index = 0; index < 5; index += 1) await second.count(key, 60_000);
  const { count, leftMs } = await second.count(key, 60_000);
  expect(count).toBe(9);
  expect(leftMs).toBeGreaterThan(50_000);
  expect((await second.count(randomUUID(), 60_000)).count).toBe(1);

  gate.shut();
  await vi.waitFor(() => expect(connections.map(({ redis }) => redis.status)).not.toContain('ready'), 5_000);
  const alone = randomUUID();
  expect(await first.count(alone, 1_000)).toEqual({ count: 1, leftMs: 1_000 });
  clock.advance(400);
  expect(await first.count(alone, 1_000)).toEqual({ count: 2, leftMs: 600 });
  clock.advance(600);
  expect(await first.count(alone, 1_000)).toEqual({ count: 1, leftMs: 1_000 });
  await Promise.all(connections.map((connection) => connection.close()));
  await gate.stop();
});
