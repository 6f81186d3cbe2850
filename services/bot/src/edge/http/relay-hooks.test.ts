import { createLogger } from '@desk/logging';
import { describe, expect, it } from 'vitest';
import { createMemoryMetrics } from '../../../test/fakes/memory-metrics.ts';
import type { HookRelay, RawHook } from '../../ports/hook-relay.ts';
import { createDrain } from './drain.ts';
import { createPublicServer } from './public-server.ts';

type Relayed = Awaited<ReturnType<HookRelay['relay']>>;

async function start(relay: HookRelay['relay']) {
  const metrics = createMemoryMetrics();
  const drain = createDrain();
  const sent = new Map<string, number>();
  const server = await createPublicServer({
    webhook: null,
    trackerHooks: { relay },
    inbox: { append: async () => 'stored' },
    laneOf: () => 'chat:7',
    foresee: () => undefined,
    counter: {
      async count(key) {
        const count = (sent.get(key) ?? 0) + 1;
        sent.set(key, count);
        return { count, leftMs: 500 };
      },
    },
    tooFast: async () => undefined,
    counts: metrics,
    drain,
    log: createLogger({ service: 'bot', level: 'silent' }),
  });
  const post = (payload: string, more: { readonly url?: string; readonly headers?: Record<string, string> } = {}) =>
    server.inject({
      method: 'POST',
      url: more.url ?? '/hooks/tracker',
      headers: { 'content-type': 'application/json; charset=utf-8', ...more.headers },
      payload,
    });
  return { post, drain, counts: metrics.counts };
}

describe('a webhook of the tracker', () => {
  it('is passed on as it came, with what verifying needs and nothing else', async () => {
    const passed: RawHook[] = [];
    const { post } = await start(async (hook) => {
      passed.push(hook);
      return { kind: 'relayed', outcome: 'forwarded' };
    });
    const signed = { 'x-hub-signature': 'sha256=ab', 'x-atlassian-webhook-identifier': '7', cookie: 'no' };
    const body = '{ "not": even json, і так далі';
    const response = await post(body, { url: '/hooks/tracker?secret=s&user=admin', headers: signed });
    expect(response.statusCode).toBe(200);
    expect(Buffer.from(passed[0]?.body ?? []).toString()).toBe(body);
    expect(passed[0]).toMatchObject({ query: { secret: 's' } });
    expect(passed[0]?.query).not.toHaveProperty('user');
    expect(passed[0]?.headers).toEqual({
      ...{ 'x-hub-signature': 'sha256=ab', 'x-atlassian-webhook-identifier': '7' },
      'content-type': 'application/json; charset=utf-8',
    });
  });

  it.each<[Relayed, number]>([
    [{ kind: 'relayed', outcome: 'forwarded' }, 200],
    [{ kind: 'relayed', outcome: 'ignored' }, 200],
    [{ kind: 'relayed', outcome: 'refused' }, 401],
    [{ kind: 'relayed', outcome: 'later' }, 503],
    [{ kind: 'down', retryAfterMs: null }, 503],
    [{ kind: 'unknown', retryAfterMs: null }, 503],
  ])('that is %j is answered with %d', async (relayed, status) => {
    const { post } = await start(async () => relayed);
    const response = await post('{}');
    expect(response.statusCode).toBe(status);
    expect(response.headers['retry-after']).toBe(status === 503 ? '10' : undefined);
    expect(response.payload).toBe('');
  });

  it('comes again where passing it on failed', async () => {
    const { post } = await start(async () => {
      throw new Error('words of a person');
    });
    const response = await post('{}');
    expect([response.statusCode, response.headers['retry-after'], response.payload]).toEqual([503, '10', '']);
  });

  it('is refused beyond 2 MB, and held off beyond 100 a second from one address', async () => {
    let relayed = 0;
    const { post, counts } = await start(async () => {
      relayed += 1;
      return { kind: 'relayed', outcome: 'forwarded' };
    });
    expect((await post('x'.repeat(2 * 1024 * 1024 + 1))).statusCode).toBe(413);
    const statuses: number[] = [];
    for (let count = 0; count < 102; count += 1) statuses.push((await post('{}')).statusCode);
    expect(statuses.filter((status) => status === 200)).toHaveLength(relayed);
    expect(statuses.at(-1)).toBe(429);
    expect(counts.get('tracker-hook too-many')).toBeGreaterThan(0);
  });

  it('waits for its turn while many are under way', async () => {
    const { promise, resolve } = Promise.withResolvers<Relayed>();
    let underWay = 0;
    const { post } = await start(() => {
      underWay += 1;
      return promise;
    });
    const waiting = Array.from({ length: 16 }, () => post('{}').then(({ statusCode }) => statusCode));
    await expect.poll(() => underWay).toBe(16);
    expect((await post('{}')).statusCode).toBe(503);
    resolve({ kind: 'relayed', outcome: 'forwarded' });
    expect(new Set(await Promise.all(waiting))).toEqual(new Set([200]));
  });

  it('finds nothing where updates of Telegram are not taken in', async () => {
    const { post } = await start(async () => ({ kind: 'relayed', outcome: 'forwarded' }));
    expect((await post('{}', { url: '/hooks/telegram' })).statusCode).toBe(404);
  });

  it('is asked to come again in two seconds while the bot stops', async () => {
    const { post, drain } = await start(async () => ({ kind: 'relayed', outcome: 'forwarded' }));
    await drain.begin(0);
    const response = await post('{}');
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '2']);
  });
});
