import { createLogger } from '@desk/logging';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryMetrics, type MemoryMetrics } from '../../../test/fakes/memory-metrics.ts';
import type { Arrival } from '../../ports/inbox.ts';
import { createDrain, type Drain } from './drain.ts';
import { createPublicServer } from './public-server.ts';

const secret = 'a-secret-of-our-own';
const path = '/hooks/telegram';

let server: FastifyInstance;
let stored: Arrival[];
let told: number[];
let foreseen: (readonly [string, number])[];
let metrics: MemoryMetrics;
/** How many someone has sent in this second. */
let sent: Map<string, number>;
let formerSecret: string | null;
let broken: boolean;
let drain: Drain;

beforeEach(async () => {
  stored = [];
  told = [];
  foreseen = [];
  sent = new Map();
  broken = false;
  formerSecret = null;
  drain = createDrain();
  metrics = createMemoryMetrics();
  server = await createPublicServer({
    webhook: {
      ...{ path, secret },
      get formerSecret() {
        return formerSecret;
      },
    },
    trackerHooks: null,
    inbox: {
      async append(arrival) {
        if (broken) throw new Error('no database');
        if (stored.some(({ sourceId }) => sourceId === arrival.sourceId)) return 'known';
        stored.push(arrival);
        return 'stored';
      },
    },
    laneOf: () => 'chat:7',
    foresee: ({ sourceId }, telegramId) => foreseen.push([sourceId, telegramId]),
    counter: {
      async count(key) {
        const count = (sent.get(key) ?? 0) + 1;
        sent.set(key, count);
        return { count, leftMs: 500 };
      },
    },
    tooFast: async (sender) => told.push(sender.id),
    counts: metrics,
    drain,
    log: createLogger({ service: 'bot', level: 'silent' }),
  });
});
afterEach(() => server.close());

function anUpdate(id: number, from = 7) {
  return { update_id: id, message: { from: { id: from }, chat: { id: 7, type: 'private' }, text: 'Привіт' } };
}

function post(
  payload: unknown,
  headers: Readonly<Record<string, string>> = { 'x-telegram-bot-api-secret-token': secret },
) {
  return server.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });
}

describe('the webhook', () => {
  it('stores an update as it came, and answers then', async () => {
    const response = await post(anUpdate(1));
    expect(response.statusCode).toBe(200);
    expect(stored).toMatchObject([{ source: 'telegram', sourceId: '1', lane: 'chat:7' }]);
    expect(JSON.parse(Buffer.from(stored[0]?.payload ?? []).toString())).toEqual(anUpdate(1));
  });

  it('tells who has said something in their private chat, and of nobody else', async () => {
    await post(anUpdate(1));
    const [group, press] = [anUpdate(2), anUpdate(3).message];
    await post({ ...group, message: { ...group.message, chat: { id: -7, type: 'group' } } });
    await post({ update_id: 3, callback_query: { from: press.from, message: { chat: press.chat } } });
    expect(foreseen).toEqual([['1', 7]]);
    expect(stored).toHaveLength(3);
  });

  it('answers a repetition with 200 as well', async () => {
    await post(anUpdate(1));
    expect((await post(anUpdate(1))).statusCode).toBe(200);
    expect(stored).toHaveLength(1);
  });

  /** @claim edge A webhook without Telegram’s secret is refused. */
  it.each([[{}], [{ 'x-telegram-bot-api-secret-token': 'wrong' }], [{ 'x-telegram-bot-api-secret-token': '' }]])(
    'lets nobody in without the secret',
    async (headers) => {
      expect((await post(anUpdate(1), headers)).statusCode).toBe(401);
      expect(stored).toEqual([]);
    },
  );

  it('lets in under the former secret as well, for as long as it counts', async () => {
    const former = { 'x-telegram-bot-api-secret-token': 'the-former-secret' };
    formerSecret = 'the-former-secret';
    expect([(await post(anUpdate(1), former)).statusCode, (await post(anUpdate(2))).statusCode]).toEqual([200, 200]);
    formerSecret = null;
    expect((await post(anUpdate(3), former)).statusCode).toBe(401);
    expect(stored).toHaveLength(2);
  });

  it('answers 503 when it cannot store, so that Telegram comes again', async () => {
    broken = true;
    expect((await post(anUpdate(1))).statusCode).toBe(503);
  });

  it('answers 503 while the bot stops, so that Telegram comes again in two seconds', async () => {
    await drain.begin(0);
    const response = await post(anUpdate(1));
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '2']);
    expect(stored).toEqual([]);
  });

  it.each(['', 'nonsense', '[]', '{"update_id":"one"}'])('drops what is no update: %j', async (payload) => {
    expect((await post(payload)).statusCode).toBeLessThan(500);
    expect(stored).toEqual([]);
  });

  /** @claim edge What is larger than any update of Telegram is refused unread. (ASVS 2.4.1) */
  it('refuses what is larger than any update', async () => {
    expect((await post({ ...anUpdate(1), padding: 'x'.repeat(1024 * 1024) })).statusCode).toBe(413);
    expect(stored).toEqual([]);
  });

  /** @claim edge One person is heard 30 times a second at most, everybody else as before. (ASVS 2.4.1) */
  it('takes 30 updates a second from one person, drops the rest, and says so once', async () => {
    const answers = [];
    for (let id = 1; id <= 33; id += 1) answers.push((await post(anUpdate(id))).statusCode);
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(stored).toHaveLength(30);
    expect(told).toEqual([7]);
    expect(metrics.counts.get('webhook too-fast')).toBe(3);
  });

  it('counts each person apart', async () => {
    for (let id = 1; id <= 60; id += 1) await post(anUpdate(id, 1 + (id % 2)));
    expect(stored).toHaveLength(60);
    expect(told).toEqual([]);
  });

  it('knows no other address', async () => {
    const response = await server.inject({ method: 'POST', url: '/hooks/other', payload: {} });
    expect(response.statusCode).toBe(404);
  });
});
