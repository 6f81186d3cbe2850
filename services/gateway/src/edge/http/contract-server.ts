import type { RequestListener } from 'node:http';
import { Readable } from 'node:stream';
import { type Endpoint, type EndpointTable, headers, writeFileHeaders } from '@desk/contract';
import type { MutualTls } from '@desk/tls';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { WorkMetrics } from '../../ports/metrics.ts';
import { refuse } from '../../use-cases/refusal.ts';
import { answerDefects, type DefectsOptions, sendRefusal } from './answer-defects.ts';
import { type Drain, retryAfterSeconds } from './drain.ts';
import type { AnyHandler, AnyOutcome } from './handler.ts';
import { letConnectionsGo } from './let-connections-go.ts';
import { httpLimits, type ListenerLimits, limitRequests, serverLimits, usualLimits } from './listener-limits.ts';
import { takeBodiesRaw } from './parse-input.ts';
import { correlationIdOf, logRequests } from './request-log.ts';
import { allowed, type Gatekeeping, type Route, serveCall } from './serve-call.ts';
import { watchPeer } from './watch-peer.ts';

export interface ContractServerOptions extends Omit<Gatekeeping, 'notePeer'>, DefectsOptions {
  readonly endpoints: EndpointTable;
  readonly handlers: Readonly<Record<string, AnyHandler>>;
  readonly metrics: Pick<WorkMetrics, 'answered'>;
  readonly drain: Drain;
  /** Between the zones; null: without. */
  readonly tls?: Pick<MutualTls, 'createServer'> | null;
  /** Other than the usual ones. */
  readonly limits?: Partial<ListenerLimits>;
}

/** An upload of 50 MB over a slow line must fit, and so must an answer that the tracker takes its time for. */
const limitsHere: ListenerLimits = { ...usualLimits, requestMsMax: 120_000, idleMsMax: 150_000 };

/** Serves a table of endpoints: nothing reaches a handler that is not signed, authorised, parsed and within its bounds. */
export async function createContractServer(options: ContractServerOptions): Promise<FastifyInstance> {
  const { tls = null } = options;
  const limits = { ...limitsHere, ...options.limits };
  const app = fastify({
    logger: false,
    ...serverLimits(limits),
    genReqId: correlationIdOf,
    ...(tls === null
      ? {}
      : {
          serverFactory: (handler: RequestListener) => tls.createServer(handler, httpLimits(limits)),
        }),
  });
  letConnectionsGo(app);
  answerDefects(app, options);
  logRequests(app, options.logger, options.metrics);
  options.drain.watch(app, (reply) => sendRefusal(reply.request, reply, refuse('overloaded', { retryAfterSeconds })));
  limitRequests(app, limits, (reply) =>
    sendRefusal(reply.request, reply, refuse('overloaded', { retryAfterSeconds: 1 })),
  );
  takeBodiesRaw(app);
  const gate = { ...options, notePeer: watchPeer(options.logger) };
  for (const [name, endpoint] of Object.entries(options.endpoints)) {
    const handler = options.handlers[name];
    if (!handler) throw new Error(`Nothing serves the endpoint ${name}.`);
    addRoute(app, gate, { name, endpoint, handler });
  }
  return app;
}

function addRoute(app: FastifyInstance, gate: Gatekeeping, route: Route): void {
  const { name, endpoint } = route;
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    config: { endpointName: name },
    bodyLimit: Math.max(1, endpoint.bodyBytesMax),
    // Before a byte of the body is read: whoever does not even claim to be signed costs nothing.
    onRequest: async (request, reply) => {
      if (request.headers[headers.signature] === undefined) {
        return sendRefusal(request, reply, refuse('signature-refused'));
      }
      return undefined;
    },
    handler: async (request, reply) => send(request, reply, endpoint, await serveCall(gate, route, request)),
  });
}

function send(request: FastifyRequest, reply: FastifyReply, endpoint: Endpoint, outcome: AnyOutcome): FastifyReply {
  if (outcome.kind === 'refused') return sendRefusal(request, reply, outcome);
  reply.header(headers.correlation, request.id).code(outcome.status);
  if (endpoint.answers[outcome.status] === 'stream') return sendFile(reply, outcome.body);
  const body = allowed(endpoint, outcome.status, outcome.body);
  return body === undefined ? reply.send() : reply.send(body);
}

const File = z.object({
  name: z.string(),
  mime: z.string(),
  bytes: z.int().nonnegative(),
  content: z.instanceof(ReadableStream<Uint8Array>),
});

/** Once it has begun, a file that breaks off breaks the connection off: the other side knows how much should come. */
function sendFile(reply: FastifyReply, body: unknown): FastifyReply {
  const { content, ...file } = File.parse(body);
  return reply.headers(writeFileHeaders(file)).send(Readable.fromWeb(content));
}
