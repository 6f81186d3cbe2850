import { createInMemoryReplayTable, createRequestSigner, createRequestVerifier, createSigningKey } from '@desk/crypto';
import { createLogger } from '@desk/logging';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { createMemoryMetrics } from '../test/fakes/memory-metrics.ts';
import { createDrain } from './edge/http/drain.ts';
import { createOpsServer } from './edge/http/ops-server.ts';
import { createPrivateServer } from './edge/http/private-server.ts';
import { createPublicServer } from './edge/http/public-server.ts';
import { type Bot, runBot } from './run-bot.ts';

const log = createLogger({ service: 'bot', level: 'silent' });
const secret = 'a-secret-of-our-own';
const key = await createSigningKey('gateway-1');

let bot: Bot;
let closing: Promise<void> | null;
let urls: Readonly<Record<'webhook' | 'events' | 'readiness', string>>;
/** What holds up the end: an update that is being stored, and work in a lane. */
let stored: PromiseWithResolvers<'stored'>;
let storing: PromiseWithResolvers<void>;
let worked: PromiseWithResolvers<boolean>;
let steps: string[];
/** What Telegram says to the bot's introduction; until then it thinks. */
let announced: PromiseWithResolvers<{ readonly kind: 'announced' }>;

async function compose(): Promise<void> {
  stored = Promise.withResolvers();
  storing = Promise.withResolvers();
  worked = Promise.withResolvers();
  steps = [];
  announced = Promise.withResolvers();
  closing = null;
  bot = await composeStoppable();
}

async function start(): Promise<void> {
  announced.resolve({ kind: 'announced' });
  const listening = await bot.listen();
  if (listening.kind === 'refused') throw new Error(listening.reason);
  const at = (port: number | null, path: string) => `http://127.0.0.1:${port}${path}`;
  urls = {
    webhook: at(listening.publicPort, '/telegram'),
    events: at(listening.privatePort, '/v1/events'),
    readiness: at(listening.opsPort, '/readyz'),
  };
}

beforeEach(compose);
afterEach(async () => {
  stored.resolve('stored');
  worked.resolve(true);
  await (closing ?? bot.close());
});

async function composeStoppable(): Promise<Bot> {
  const [drain, counts, clock] = [createDrain(), createMemoryMetrics(), { now: () => Date.now() }];
  const inbox = {
    append: () => {
      storing.resolve();
      return stored.promise;
    },
  };
  const counter = { count: async () => ({ count: 1, leftMs: 1_000 }) };
  const replays = createInMemoryReplayTable({ entriesMax: 100 });
  const verifier = createRequestVerifier({ publicKeys: new Map([[key.kid, key.publicKey]]), replays });
  return runBot({
    config: {
      listen: { host: '127.0.0.1', publicPort: 0, privatePort: 0, opsPort: 0 },
      telegram: { delivery: { kind: 'webhook', url: 'https://desk.example.test/telegram', secret } },
    },
    servers: {
      public: await createPublicServer({
        ...{ inbox, counter, counts, drain, log, trackerHooks: null, laneOf: () => 'chat:1' },
        foresee: () => undefined,
        webhook: { path: '/telegram', secret },
        tooFast: async () => undefined,
      }),
      private: await createPrivateServer({ verifier, inbox, clock, counts, drain, log }),
      ops: await createOpsServer({
        isDraining: drain.hasBegun,
        schemaState: async () => 'current',
        parts: () => ({ redis: 'up', gateway: 'up', telegram: 'up' }),
        queues: () => ({}),
        readMetrics: async () => ({ contentType: 'text/plain', text: '' }),
      }),
    },
    lanes: {
      start: () => undefined,
      stop: () => worked.promise,
      handOver: async () => void steps.push('lanes handed over'),
    },
    jobs: { start: () => undefined, stop: async () => void steps.push('jobs stopped') },
    announce: () => announced.promise,
    poll: () => ({ stop: async () => undefined }),
    drain,
    closing: [async () => void steps.push('connections closed')],
    log,
  });
}

function postUpdate(id: number): Promise<Response> {
  const body = { update_id: id, message: { from: { id: 7 }, chat: { id: 7, type: 'private' } } };
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret };
  return fetch(urls.webhook, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function postEvent(): Promise<Response> {
  const body = new TextEncoder().encode(JSON.stringify({ events: [] }));
  const signature = await createRequestSigner(key).sign({ method: 'POST', path: '/v1/events', body }, Date.now());
  const headers = { 'content-type': 'application/json', 'desk-signature': signature };
  return fetch(urls.events, { method: 'POST', headers, body });
}

it('takes in nothing new while it finishes what it has, and says when to come again', async () => {
  await start();
  expect((await fetch(urls.readiness)).status).toBe(200);
  const inHand = postUpdate(1);
  await storing.promise;
  closing = bot.close();

  const readiness = await fetch(urls.readiness);
  expect([readiness.status, await readiness.json()]).toEqual([503, expect.objectContaining({ status: 'draining' })]);
  for (const refused of [await postUpdate(2), await postEvent()]) {
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
  }
  stored.resolve('stored');
  expect((await inHand).status).toBe(200);
});

it('hands over once the work is done, then closes its listeners, and its connections last', async () => {
  await start();
  closing = bot.close();
  expect((await postUpdate(1)).status).toBe(503);
  expect(steps).toEqual(['jobs stopped']);
  worked.resolve(true);
  await closing;
  expect(steps).toEqual(['jobs stopped', 'lanes handed over', 'connections closed']);
  await expect(postUpdate(2)).rejects.toThrow('fetch failed');
  await expect(fetch(urls.readiness)).rejects.toThrow('fetch failed');
});

it('can be reached once Telegram knows it, or has taken its time', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const listening = bot.listen();
  const isReached = () => Object.values(bot.servers).every(({ server }) => server.address() !== null);
  await vi.advanceTimersByTimeAsync(1_900);
  expect(isReached()).toBe(false);
  await vi.advanceTimersByTimeAsync(100);
  await vi.waitUntil(isReached);
  announced.resolve({ kind: 'announced' });
  expect((await listening).kind).toBe('listening');
});
