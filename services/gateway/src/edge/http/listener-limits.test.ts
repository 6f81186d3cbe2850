import { type Endpoint, endpoint } from '@desk/contract';
import { createLogger } from '@desk/logging';
import { bearsWhatever, type ListenerBounds } from '@desk/testing/vitest';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { createFakeMetrics } from '../../../test/fakes/metrics.ts';
import { createFakeClaimBoard } from '../../../test/fakes/operation-claims.ts';
import { createSteeredClock } from '../../../test/fakes/system.ts';
import { refuse } from '../../use-cases/refusal.ts';
import { runOnce } from '../../use-cases/run-once.ts';
import { createContractServer } from './contract-server.ts';
import { createDrain } from './drain.ts';
import { createOpsServer } from './ops.ts';
import { createTrackerHookServer } from './tracker-hooks.ts';

type Work = () => Promise<void>;

const logger = createLogger({ service: 'gateway', level: 'silent' });
const json = 'Content-Type: application/json';

const greet: Endpoint = endpoint({
  ...{ method: 'POST', path: '/v1/greeting', authority: 'service', idempotent: false, params: null, query: null },
  body: z.object({}),
  bodyBytesMax: 1_000,
  answers: { 200: z.object({}) },
  problems: [],
});

async function open(server: FastifyInstance) {
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  return { port: Number(new URL(address).port), close: () => server.close() };
}

bearsWhatever('the contract listener', {
  head: ['POST /v1/greeting HTTP/1.1', 'Host: desk', json, 'Desk-Signature: somebody'],
  body: { usual: '{}', bytesMax: 1_000 },
  async start(limits: ListenerBounds, work: Work) {
    const clock = createSteeredClock();
    return open(
      await createContractServer({
        ...{ limits, clock, logger, metrics: createFakeMetrics(), drain: createDrain(), isStarved: () => false },
        endpoints: { greet },
        handlers: { greet: { handle: async () => ({ kind: 'answered', status: 200, body: {} }) } },
        verifier: { verify: () => work().then(() => ({ kind: 'verified', kid: 'k' })) },
        authentication: {
          session: async () => refuse('session-ended'),
          grant: async () => refuse('grant-refused'),
          consultation: async () => refuse('grant-refused'),
        },
        runOnce: runOnce({ claims: createFakeClaimBoard().process('first'), clock }),
      }),
    );
  },
});

bearsWhatever("the listener for the tracker's hooks", {
  head: ['POST /hooks/tracker HTTP/1.1', 'Host: desk', json],
  body: { usual: '{}', bytesMax: 2 * 1024 * 1024 },
  start: async (limits: ListenerBounds, work: Work) =>
    open(
      await createTrackerHookServer({
        ...{ limits, logger, metrics: createFakeMetrics(), drain: createDrain(), isStarved: () => false },
        forward: () => work().then(() => 'forwarded'),
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
        parts: async () => ({ tracker: 'up', directory: 'up', bot: 'up' }),
        directorySnapshotAt: () => null,
        readMetrics: () => work().then(() => ({ contentType: 'text/plain', text: '' })),
      }),
    ),
});
