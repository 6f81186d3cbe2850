import { headers, problemStatus } from '@desk/contract';
import type { Logger } from '@desk/logging';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Refusal, refuse } from '../../use-cases/refusal.ts';
import { presentRefusal } from './problems.ts';

const retryAfterSecondsDefault = 10;
/** Longer than those who ask wait by themselves: a database that has nothing to give is not asked again at once. */
const starvedRetryAfterSeconds = 5;

export interface DefectsOptions {
  readonly logger: Logger;
  /** Whether an error says that the database had no connection, no lock or not enough time to give. */
  readonly isStarved: (error: unknown) => boolean;
}

/** Whatever goes wrong outside a handler's own answers still leaves as a problem of the contract. */
export function answerDefects(app: FastifyInstance, { logger, isStarved }: DefectsOptions): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const starved = isStarved(error);
    // Said each time: a statement that never comes to its end would else look like a crowd.
    if (starved) logger.warn('The database had nothing to give in time.', { correlationId: request.id, error });
    const refusal = starved ? refuse('overloaded', { retryAfterSeconds: starvedRetryAfterSeconds }) : refusalFor(error);
    if (refusal.code === 'internal-error') {
      logger.error('A request met a defect.', { correlationId: request.id, error });
    }
    return sendRefusal(request, reply, refusal);
  });
  app.setNotFoundHandler((request, reply) => sendRefusal(request, reply, refuse('not-found')));
}

export function sendRefusal(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const problem = presentRefusal(withRetry(refusal));
  request.problemCode = problem.code;
  reply.header(headers.correlation, request.id);
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', Math.ceil(problem.retryAfterSeconds));
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** Whoever is told to come again is told when. */
function withRetry(refusal: Refusal): Refusal {
  return problemStatus[refusal.code] === 503 ? { retryAfterSeconds: retryAfterSecondsDefault, ...refusal } : refusal;
}

/** Fastify's own refusals carry a 4xx: a body too large or of a foreign type, a rate beyond the limit. */
function refusalFor({ statusCode }: FastifyError): Refusal<'overloaded' | 'request-invalid' | 'internal-error'> {
  if (statusCode === 429 || statusCode === 503) return refuse('overloaded', { retryAfterSeconds: 1 });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return refuse('request-invalid');
  return refuse('internal-error');
}
