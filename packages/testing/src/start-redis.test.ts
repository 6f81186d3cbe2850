import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { redisFlags } from './redis-flags.ts';
import { type RedisServer, startRedis } from './start-redis.ts';
import { testRedis } from './vitest.ts';

/** What Redis answers to a few inline commands, up to its answer to QUIT. */
async function talk(serverUrl: string, commands: readonly string[]): Promise<string> {
  const { hostname, port, password } = new URL(serverUrl);
  const socket = connect(Number(port), hostname);
  let answers = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    answers += chunk;
  });
  const login = password === '' ? [] : [`AUTH ${password}`];
  socket.write([...login, ...commands, 'QUIT', ''].join('\r\n'));
  await once(socket, 'close');
  return answers;
}

describe('a Redis of a test’s own', () => {
  let server: RedisServer;

  beforeAll(async () => {
    vi.stubEnv('REDIS_URL', 'redis://127.0.0.1:1');
    server = await startRedis({ purpose: 'tests', exclusive: true });
  });

  afterAll(async () => {
    vi.unstubAllEnvs();
    await server.stop();
  });

  test('is not the one in REDIS_URL, and answers', async () => {
    expect(server.via).not.toBe('REDIS_URL');
    expect(await talk(server.url, ['PING'])).toContain('+PONG');
  });

  test('tells a queue that it is full rather than lose its jobs', async () => {
    expect(await talk(server.url, ['CONFIG GET maxmemory-policy'])).toContain('noeviction');
  });
});

test('one that takes another’s place is known by the same password, and knows nothing', async () => {
  const options = { purpose: 'tests', exclusive: true, password: 'of-both' } as const;
  const first = await startRedis(options);
  await talk(first.url, ['SET name value']);
  await first.stop();
  const second = await startRedis(options);
  const answers = await talk(second.url, ['GET name']);
  await second.stop();
  expect(new URL(second.url).password).toBe(new URL(first.url).password);
  expect(answers).toContain('$-1');
});

test('a server in REDIS_URL is used as it is', async () => {
  vi.stubEnv('REDIS_URL', 'redis://127.0.0.1:1');
  const server = await startRedis({ purpose: 'demo' });
  vi.unstubAllEnvs();
  expect(server).toMatchObject({ via: 'REDIS_URL', url: 'redis://127.0.0.1:1' });
});

test('the demo’s Redis keeps what it was told; that of tests does not', () => {
  expect(redisFlags('demo')).toContainEqual(['appendonly', 'yes']);
  expect(redisFlags('tests')).toContainEqual(['appendonly', 'no']);
});

test('test files share a server and keep apart by prefix', async () => {
  const [one, two] = [await testRedis(), await testRedis()];
  expect(one.url).toBe(two.url);
  expect(one.prefix).not.toBe(two.prefix);
  expect(await talk(one.url, ['PING'])).toContain('+PONG');
});
