import { botEndpoints } from '@desk/contract';
import { createLogger } from '@desk/logging';
import { bearsWhatever, type ListenerBounds } from '@desk/testing/vitest';
import type { FastifyInstance } from 'fastify';
import { createMemoryMetrics } from '../../../test/fakes/memory-metrics.ts';
import { createDrain } from './drain.ts';
import { createOpsServer } from './ops-server.ts';
import { createPrivateServer } from './private-server.ts';
import { createPublicServer } from './public-server.ts';

type Work = () => Promise<void>;

const log = createLogger({ service: 'bot', level: 'silent' });
const json = 'Content-Type: application/json';

async function open(server: FastifyInstance) {
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  return { port: Number(new URL(address).port), close: () => server.close() };
}

function common() {
  return { counts: createMemoryMetrics(), drain: createDrain(), log };
}

bearsWhatever('the public listener', {
  head: ['POST /hooks/telegram HTTP/1.1', 'Host: desk', json, 'X-Telegram-Bot-Api-Secret-Token: ours'],
  body: {
    usual: '{"update_id":1,"message":{"from":{"id":7},"chat":{"id":7,"type":"private"}}}',
    bytesMax: 1024 * 1024,
  },
  start: async (limits: ListenerBounds, work: Work) =>
    open(
      await createPublicServer({
        ...common(),
        limits,
        webhook: { path: '/hooks/telegram', secret: 'ours' },
        trackerHooks: null,
        inbox: { append: () => work().then(() => 'stored') },
        laneOf: () => 'chat:7',
        foresee: () => undefined,
        counter: { count: async () => ({ count: 1, leftMs: 500 }) },
        tooFast: async () => undefined,
      }),
    ),
});

bearsWhatever('the private listener', {
  head: ['POST /v1/events HTTP/1.1', 'Host: desk', json, 'Desk-Signature: somebody'],
  body: { usual: '{}', bytesMax: botEndpoints.deliverEvents.bodyBytesMax },
  start: (limits: ListenerBounds, work: Work) =>
    open(
      createPrivateServer({
        ...common(),
        limits,
        verifier: { verify: () => work().then(() => ({ kind: 'refused', reason: 'malformed' })) },
        inbox: { append: async () => 'stored' },
        clock: { now: () => 0 },
      }),
    ),
});

bearsWhatever('the listener for operations', {
  head: ['GET /metrics HTTP/1.1', 'Host: desk'],
  body: null,
  start: (limits: ListenerBounds, work: Work) =>
    open(
      createOpsServer({
        limits,
        isDraining: () => false,
        schemaState: async () => 'current',
        parts: () => ({ redis: 'up', gateway: 'up', telegram: 'up' }),
        queues: () => ({}),
        readMetrics: () => work().then(() => ({ contentType: 'text/plain', text: '' })),
      }),
    ),
});
