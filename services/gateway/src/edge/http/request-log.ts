import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { headers, type ProblemCode } from '@desk/contract';
import type { Logger } from '@desk/logging';
import type { FastifyInstance } from 'fastify';
import type { WorkMetrics } from '../../ports/metrics.ts';
import type { Caller } from '../../use-cases/caller.ts';

declare module 'fastify' {
  interface FastifyRequest {
    callerKind: Caller['kind'] | null;
    problemCode: ProblemCode | null;
  }
  interface FastifyContextConfig {
    endpointName?: string;
  }
}

const correlationPattern = /^[\w-]{8,64}$/;

/** The caller's own id where it is a plain one: one thread through both services' logs. */
export function correlationIdOf(request: IncomingMessage): string {
  const given = request.headers[headers.correlation];
  return typeof given === 'string' && correlationPattern.test(given) ? given : randomUUID();
}

/** One line per request, with its outcome, and nothing of what was said; the same for the metrics. */
export function logRequests(app: FastifyInstance, logger: Logger, metrics: Pick<WorkMetrics, 'answered'>): void {
  app.decorateRequest('callerKind', null);
  app.decorateRequest('problemCode', null);
  app.addHook('onResponse', async (request, reply) => {
    const endpoint = request.routeOptions.config.endpointName ?? 'unknown';
    const { statusCode: status } = reply;
    const { callerKind: caller, problemCode: problem } = request;
    const fields = {
      endpoint,
      status,
      caller,
      problem,
      tookMs: Math.round(reply.elapsedTime),
      correlationId: request.id,
    };
    if (status >= 500) logger.warn('Request answered.', fields);
    else logger.info('Request answered.', fields);
    metrics.answered({ endpoint, status, seconds: reply.elapsedTime / 1000 });
  });
}
