import { type Endpoint, endpoint, headers } from '@desk/contract';
import { createLogger } from '@desk/logging';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createFakeMetrics } from '../../../test/fakes/metrics.ts';
import { createFakeClaimBoard } from '../../../test/fakes/operation-claims.ts';
import { createSteeredClock } from '../../../test/fakes/system.ts';
import { refuse } from '../../use-cases/refusal.ts';
import { runOnce } from '../../use-cases/run-once.ts';
import { createContractServer } from './contract-server.ts';
import { createDrain } from './drain.ts';
import type { AnyHandler } from './handler.ts';

const greet: Endpoint = endpoint({
  method: 'GET',
  path: '/v1/greeting',
  authority: 'service',
  idempotent: false,
  params: null,
  query: null,
  body: null,
  bodyBytesMax: 0,
  answers: { 200: z.object({ greeting: z.string() }) },
  problems: [],
});

const nobody = {
  session: async () => refuse('session-ended'),
  grant: async () => refuse('grant-refused'),
  consultation: async () => refuse('grant-refused'),
};

const starved = new Error('no connection');

/** A server of one endpoint; every signature counts, unless it is the word `forged`. */
async function start(handle: AnyHandler['handle'], requestsPerSecondMax = 100) {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const clock = createSteeredClock();
  const metrics = createFakeMetrics();
  const drain = createDrain();
  const app = await createContractServer({
    endpoints: { greet },
    handlers: { greet: { handle } },
    verifier: {
      verify: async ({ header }) =>
        header === 'full' ? { kind: 'refused', reason: 'replay-table-full' } : { kind: 'verified', kid: 'k' },
    },
    authentication: nobody,
    runOnce: runOnce({ claims: createFakeClaimBoard().process('first'), clock }),
    clock,
    ...{ metrics, drain },
    isStarved: (error) => error === starved,
    logger: createLogger({ service: 'gateway', level: 'info', destination }),
    limits: { perAddressPerSecondMax: requestsPerSecondMax },
  });
  const get = (signature = 'signed') =>
    app.inject({ method: 'GET', url: '/v1/greeting', headers: { [headers.signature]: signature } });
  return { get, lines, drain, counts: metrics.counts };
}

describe('a contract server', () => {
  /** @claim border An answer of the gateway holds what its endpoint declares, and nothing else. (ASVS 14.2.6) */
  it('lets out what the endpoint declares, and nothing else', async () => {
    const { get } = await start(async () => ({
      kind: 'answered',
      status: 200,
      body: { greeting: 'hello', secret: 'x' },
    }));
    expect((await get()).json()).toEqual({ greeting: 'hello' });
  });

  it.each<[string, AnyHandler['handle']]>([
    ['throws', () => Promise.reject(new Error('words of a person'))],
    ['answers with a status that is not declared', async () => ({ kind: 'answered', status: 299, body: {} })],
    ['answers with another body than declared', async () => ({ kind: 'answered', status: 200, body: { greeting: 7 } })],
  ])('whose handler %s answers with a problem and logs the defect, without its words', async (_, handle) => {
    const { get, lines } = await start(handle);
    const response = await get();
    expect(response.json()).toMatchObject({ code: 'internal-error', status: 500 });
    expect(lines.join()).toContain('A request met a defect.');
    expect(lines.join() + response.payload).not.toContain('words of a person');
  });

  it('whose database has nothing to give asks to come again, and logs no defect', async () => {
    const { get, lines } = await start(() => Promise.reject(starved));
    const response = await get();
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '5']);
    expect(response.json()).toMatchObject({ code: 'overloaded', retryAfterSeconds: 5 });
    expect(lines.join()).toContain('The database had nothing to give in time.');
    expect(lines.join()).not.toContain('defect');
  });

  /** @claim edge A flooded listener answers 503 with Retry-After, and goes on within its rate. (ASVS 2.4.1) */
  it('that is flooded asks to come again, and goes on answering within its rate', async () => {
    const { get } = await start(async () => ({ kind: 'answered', status: 200, body: { greeting: 'hello' } }), 3);
    const responses = [];
    for (let count = 0; count < 6; count += 1) responses.push(await get());
    expect(responses.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 503, 503, 503]);
    const refused = responses.at(-1);
    expect(refused?.json()).toMatchObject({ code: 'overloaded', retryAfterSeconds: 1 });
    expect(refused?.headers['retry-after']).toBe('1');
  });

  /** @claim border A gateway that cannot tell a replay answers nobody as if it could. (ASVS 16.5.3) */
  it('that cannot tell a replay asks to come again', async () => {
    const { get } = await start(async () => ({ kind: 'answered', status: 200, body: { greeting: 'hello' } }));
    expect((await get('full')).json()).toMatchObject({ code: 'overloaded', retryAfterSeconds: 5 });
  });

  it('that stops asks to come again in two seconds', async () => {
    const { get, drain } = await start(async () => ({ kind: 'answered', status: 200, body: { greeting: 'hello' } }));
    await drain.begin(0);
    const response = await get();
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '2']);
    expect(response.json()).toMatchObject({ code: 'overloaded', retryAfterSeconds: 2 });
  });

  it('counts its answers by endpoint and status', async () => {
    const { get, counts } = await start(async () => refuse('not-found'));
    await get();
    await get();
    expect([...counts]).toEqual([['greet 404', 2]]);
  });
});

it('does not start while an endpoint has no handler', async () => {
  const clock = createSteeredClock();
  const lonely = createContractServer({
    endpoints: { greet },
    handlers: {},
    verifier: { verify: async () => ({ kind: 'verified', kid: 'k' }) },
    authentication: nobody,
    runOnce: runOnce({ claims: createFakeClaimBoard().process('first'), clock }),
    clock,
    metrics: createFakeMetrics(),
    drain: createDrain(),
    isStarved: () => false,
    logger: createLogger({ service: 'gateway', level: 'silent' }),
  });
  await expect(lonely).rejects.toThrow('Nothing serves the endpoint greet.');
});
