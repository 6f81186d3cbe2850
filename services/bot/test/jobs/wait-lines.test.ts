import { randomUUID } from 'node:crypto';
import { openNetworkGate } from '@desk/testing';
import { testRedis } from '@desk/testing/vitest';
import { describe, expect, it, vi } from 'vitest';
import { connectRedis, type RedisConnection } from '../../src/adapters/queue/connect-redis.ts';
import { createWaitLines } from '../../src/adapters/queue/wait-lines.ts';
import { silentLog } from '../conformance/postgres-desk.ts';
import { monday10 } from '../conformance/samples.ts';
import { holdWaitLinesToTheirPromises } from '../conformance/wait-lines.ts';

async function connect(redisUrl: string): Promise<RedisConnection> {
  const connection = connectRedis({ redisUrl, log: silentLog });
  await vi.waitFor(() => expect(connection.redis.status).toBe('ready'), 5_000);
  return connection;
}

describe('lines in Redis', () => {
  holdWaitLinesToTheirPromises(async () => {
    const { url, prefix } = await testRedis();
    const connection = await connect(url);
    return { lines: createWaitLines({ redis: connection.redis, prefix }), close: () => connection.close() };
  });
});

it('somebody who came into line after Postgres was asked is not lost when the lines are built anew', async () => {
  const { url, prefix } = await testRedis();
  const connection = await connect(url);
  const lines = createWaitLines({ redis: connection.redis, prefix: `${prefix}${randomUUID()}` });
  const late = { consultationId: randomUUID(), priority: 'high', queuedAt: monday10 } as const;
  await lines.put('infrastructure', late);
  await lines.rebuild(new Map());
  expect(await lines.read('infrastructure', 10)).toMatchObject({ high: [late] });
  await lines.rebuild(new Map([['infrastructure', [late]]]));
  await lines.rebuild(new Map());
  expect(await lines.read('infrastructure', 10)).toMatchObject({ high: [late] });
  await connection.close();
});

it('while Redis is away everything says so at once; back and empty, the lines are built anew', async () => {
  const { url, prefix } = await testRedis();
  const gate = await openNetworkGate(url);
  const connection = await connect(gate.url);
  const own = `${prefix}${randomUUID()}`;
  const lines = createWaitLines({ redis: connection.redis, prefix: own });
  const waiter = { consultationId: randomUUID(), priority: 'low', queuedAt: monday10 } as const;
  await lines.put('infrastructure', waiter);
  gate.shut();
  await vi.waitFor(() => expect(connection.redis.status).not.toBe('ready'), 5_000);
  expect(await lines.put('infrastructure', waiter)).toBe('away');
  expect(await lines.drop('infrastructure', waiter.consultationId)).toBe('away');
  expect(await lines.read('infrastructure', 10)).toBe('away');
  expect(await lines.rebuild(new Map())).toBe('away');
  gate.open();
  await vi.waitFor(() => expect(connection.redis.status).toBe('ready'), 5_000);
  const keys = await connection.redis.keys(`${own}*`);
  await connection.redis.del(...keys);
  expect(await lines.read('infrastructure', 10)).toMatchObject({ low: [] });
  await lines.rebuild(new Map([['infrastructure', [waiter]]]));
  expect(await lines.read('infrastructure', 10)).toMatchObject({ low: [waiter] });
  await connection.close();
  await gate.stop();
}, 30_000);
