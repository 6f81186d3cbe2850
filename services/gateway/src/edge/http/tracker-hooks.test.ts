import { createLogger } from '@desk/logging';
import { describe, expect, it } from 'vitest';
import { createFakeMetrics } from '../../../test/fakes/metrics.ts';
import type { ForwardHookOutcome, Hook } from '../../use-cases/forward-hook.ts';
import { createDrain } from './drain.ts';
import { createTrackerHookServer } from './tracker-hooks.ts';

const starved = new Error('no connection');

async function start(forward: (hook: Hook) => Promise<ForwardHookOutcome>, requestsPerSecondMax = 100) {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const logger = createLogger({ service: 'gateway', level: 'info', destination });
  const [metrics, drain] = [createFakeMetrics(), createDrain()];
  const server = await createTrackerHookServer({
    forward,
    metrics,
    drain,
    logger,
    isStarved: (error) => error === starved,
    limits: { perAddressPerSecondMax: requestsPerSecondMax },
  });
  const post = (payload: string, url = '/hooks/tracker?secret=hook-secret') =>
    server.inject({
      method: 'POST',
      url,
      payload,
      headers: { 'content-type': 'application/json', 'x-hub-signature': 'sha256=1' },
    });
  return { post, lines, drain, counts: metrics.counts };
}

describe('the hook listener', () => {
  it.each<[ForwardHookOutcome, number]>([
    ['forwarded', 200],
    ['ignored', 200],
    ['refused', 401],
    ['later', 503],
  ])('answers a hook that is %s with %d', async (outcome, status) => {
    const { post, counts } = await start(async () => outcome);
    const response = await post('{}');
    expect(response.statusCode).toBe(status);
    expect(counts.get(`hook ${outcome}`)).toBe(1);
    expect(response.headers['retry-after']).toBe(status === 503 ? '10' : undefined);
    expect(response.payload).toBe('');
  });

  it('passes on the raw bytes, the headers and the query, and logs none of them', async () => {
    const heard: Hook[] = [];
    const { post, lines } = await start(async (hook) => {
      heard.push(hook);
      return 'forwarded';
    });
    await post('{ "issue": "words of a person" }');
    expect(new TextDecoder().decode(heard[0]?.body)).toBe('{ "issue": "words of a person" }');
    expect(heard[0]).toMatchObject({ headers: { 'x-hub-signature': 'sha256=1' }, query: { secret: 'hook-secret' } });
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toMatch(/words of a person|hook-secret|sha256=1/);
  });

  it('asks the tracker to come again in two seconds while the gateway stops', async () => {
    const { post, drain, counts } = await start(async () => 'forwarded');
    await drain.begin(0);
    const response = await post('{}');
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '2']);
    expect(counts.get('hook forwarded')).toBeUndefined();
  });

  it('takes 32 at a time, and asks the others to come again', async () => {
    const { promise, resolve } = Promise.withResolvers<ForwardHookOutcome>();
    let underWay = 0;
    const { post } = await start(() => {
      underWay += 1;
      return promise;
    });
    const waiting = Array.from({ length: 32 }, () => post('{}').then(({ statusCode }) => statusCode));
    await expect.poll(() => underWay).toBe(32);
    expect((await post('{}')).statusCode).toBe(503);
    resolve('forwarded');
    expect(new Set(await Promise.all(waiting))).toEqual(new Set([200]));
    expect((await post('{}')).statusCode).toBe(200);
  });

  it('refuses a body beyond 2 MB, other paths, and a flood', async () => {
    const { post } = await start(async () => 'forwarded', 3);
    expect((await post('x'.repeat(2 * 1024 * 1024 + 1))).statusCode).toBe(413);
    expect((await post('{}', '/elsewhere')).statusCode).toBe(404);
    const statuses = await Promise.all(
      Array.from({ length: 6 }, () => post('{}').then(({ statusCode }) => statusCode)),
    );
    expect(statuses).toContain(503);
  });

  it('asks the tracker to come again where the database has nothing to give', async () => {
    const { post, lines, counts } = await start(() => Promise.reject(starved));
    const response = await post('{}');
    expect([response.statusCode, response.headers['retry-after'], response.payload]).toEqual([503, '10', '']);
    expect(counts.get('hook busy')).toBe(1);
    expect(lines.join()).not.toContain('defect');
  });

  it('answers a defect with 500 and says nothing more', async () => {
    const { post } = await start(async () => {
      throw new Error('words of a person');
    });
    const response = await post('{}');
    expect([response.statusCode, response.payload]).toEqual([500, '']);
  });
});
