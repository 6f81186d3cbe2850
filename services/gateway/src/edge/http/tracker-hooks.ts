import type { Logger } from '@desk/logging';
import fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { WorkMetrics } from '../../ports/metrics.ts';
import type { ForwardHookOutcome, forwardHook } from '../../use-cases/forward-hook.ts';
import type { Drain } from './drain.ts';
import { letConnectionsGo } from './let-connections-go.ts';
import { type ListenerLimits, limitRequests, serverLimits, usualLimits } from './listener-limits.ts';
import { bytesOf } from './parse-input.ts';

export interface TrackerHookServerOptions {
  readonly forward: ReturnType<typeof forwardHook>;
  readonly metrics: Pick<WorkMetrics, 'heardHook'>;
  readonly drain: Drain;
  readonly logger: Logger;
  /** Whether an error says that the database had no connection, no lock or not enough time to give. */
  readonly isStarved: (error: unknown) => boolean;
  /** Other than the usual ones. */
  readonly limits?: Partial<ListenerLimits>;
}

const limitsHere: ListenerLimits = { ...usualLimits, perAddressPerSecondMax: 200 };
const hookBytesMax = 2 * 1024 * 1024;
const hooksUnderWayMax = 32;
const retryAfterSeconds = 10;

const Texts = z.record(z.string(), z.unknown()).transform((record) => {
  const texts = Object.entries(record).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  return Object.fromEntries(texts);
});

const statusOf: Readonly<Record<ForwardHookOutcome | 'busy', number>> = {
  forwarded: 200,
  ignored: 200,
  refused: 401,
  later: 503,
  busy: 503,
};

/** Where the tracker posts its webhooks. Verified on the raw bytes; answered only once the bot has stored the news. */
export async function createTrackerHookServer(options: TrackerHookServerOptions): Promise<FastifyInstance> {
  const { forward, metrics, logger, isStarved } = options;
  const limits = { ...limitsHere, ...options.limits };
  const app = fastify({ logger: false, bodyLimit: hookBytesMax, ...serverLimits(limits) });
  letConnectionsGo(app);
  options.drain.watch(app);
  limitRequests(app, limits);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  let underWay = 0;
  app.post('/hooks/tracker', async (request, reply) => {
    const hook = {
      headers: Texts.parse(request.headers),
      query: Texts.parse(request.query),
      body: bytesOf(request.body),
    };
    const busy = underWay >= hooksUnderWayMax;
    underWay += 1;
    try {
      const outcome = busy ? 'busy' : await forward(hook);
      metrics.heardHook(outcome);
      logger.info('Tracker hook handled.', { outcome, tookMs: Math.round(reply.elapsedTime) });
      if (statusOf[outcome] === 503) reply.header('retry-after', retryAfterSeconds);
      return reply.code(statusOf[outcome]).send();
    } finally {
      underWay -= 1;
    }
  });

  app.setErrorHandler((error, _request, reply) => {
    if (isStarved(error)) {
      logger.warn('The database had nothing to give in time.', { error });
      metrics.heardHook('busy');
      return reply.code(503).header('retry-after', retryAfterSeconds).send();
    }
    const status = z.object({ statusCode: z.int().min(400).max(499) }).safeParse(error).data?.statusCode ?? 500;
    if (status === 500) logger.error('A tracker hook met a defect.', { error });
    return reply.code(status).send();
  });
  return app;
}
