import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { botEndpoints, headers, type ProblemCode, problem, type ThinEvent } from '@desk/contract';
import type { RequestVerifier } from '@desk/crypto';
import type { Logger } from '@desk/logging';
import type { MutualTls } from '@desk/tls';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { EventCounts } from '../../ports/event-counts.ts';
import type { Arrival, Inbox } from '../../ports/inbox.ts';
import type { Clock } from '../../ports/system.ts';
import { type Drain, retryAfterSeconds } from './drain.ts';
import { letConnectionsGo } from './let-connections-go.ts';
import { httpLimits, type ListenerLimits, limitRequests, serverLimits, usualLimits } from './listener-limits.ts';

export interface PrivateServerOptions {
  readonly verifier: RequestVerifier;
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly counts: EventCounts;
  readonly drain: Drain;
  readonly log: Logger;
  /** Between the zones; null: without. */
  readonly tls?: Pick<MutualTls, 'createServer'> | null;
  /** Other than the usual ones. */
  readonly limits?: Partial<ListenerLimits>;
}

const limitsHere: ListenerLimits = { ...usualLimits, perAddressPerSecondMax: 500 };

const titles = {
  'request-invalid': 'The request does not follow the contract.',
  'signature-refused': 'The request is not signed in a way that counts here and now.',
  overloaded: 'There is too much to do right now.',
  'internal-error': 'Something went wrong here.',
} as const satisfies Partial<Record<ProblemCode, string>>;

/** What the gateway tells: signed, checked against the contract, stored, and only then acknowledged. */
export function createPrivateServer(options: PrivateServerOptions): FastifyInstance {
  const { log, counts, tls = null } = options;
  const endpoint = botEndpoints.deliverEvents;
  const limits = { ...limitsHere, ...options.limits };
  const app = fastify({
    logger: false,
    bodyLimit: endpoint.bodyBytesMax,
    ...serverLimits(limits),
    ...(tls === null
      ? {}
      : { serverFactory: (handler: RequestListener) => tls.createServer(handler, httpLimits(limits)) }),
  });
  letConnectionsGo(app);
  options.drain.watch(app, (reply) => refuse(reply, 'overloaded', { retryAfterSeconds }));
  limitRequests(app, limits, (reply) => refuse(reply, 'overloaded', { retryAfterSeconds: 1 }));
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onResponse', async (_request, reply) => counts.add('contract', String(reply.statusCode)));
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    onRequest: async (request, reply) => {
      if (request.headers[headers.signature] === undefined) return refuse(reply, 'signature-refused');
      return undefined;
    },
    handler: deliverEvents(options),
  });
  app.setErrorHandler((error, _request, reply) => {
    if (isClientError(error)) return refuse(reply, 'request-invalid');
    log.error('Events could not be stored', { error });
    return refuse(reply, 'overloaded', { retryAfterSeconds: 1 });
  });
  return app;
}

function deliverEvents(options: PrivateServerOptions) {
  const { inbox, log } = options;
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const correlationId = correlationOf(request);
    reply.header(headers.correlation, correlationId);
    const bytes = request.body instanceof Uint8Array ? request.body : new Uint8Array();
    const refused = await refuseUnsigned(request, bytes, options);
    if (refused) {
      log.warn('A request was not accepted as signed', { correlationId, reason: refused.reason });
      return refuse(reply, refused.code, refused.code === 'overloaded' ? { retryAfterSeconds: 5 } : {});
    }
    const body = botEndpoints.deliverEvents.body.safeParse(parseJson(bytes));
    if (!body.success) return refuse(reply, 'request-invalid');
    const outcomes = await Promise.all(body.data.events.map((event) => inbox.append(toArrival(event))));
    const stored = outcomes.filter((outcome) => outcome === 'stored').length;
    log.info('Events of the tracker were stored', { correlationId, events: outcomes.length, stored });
    return reply.code(202).send(botEndpoints.deliverEvents.answers[202].parse({ stored }));
  };
}

async function refuseUnsigned(request: FastifyRequest, body: Uint8Array, { verifier, clock }: PrivateServerOptions) {
  const header = request.headers[headers.signature];
  const signed = {
    method: request.method,
    path: request.raw.url ?? '',
    body,
    header: typeof header === 'string' ? header : undefined,
  };
  const verdict = await verifier.verify(signed, clock.now());
  if (verdict.kind === 'verified') return null;
  const code = verdict.reason === 'replay-table-full' ? ('overloaded' as const) : ('signature-refused' as const);
  return { code, reason: verdict.reason };
}

function toArrival(event: ThinEvent): Arrival {
  const payload = new TextEncoder().encode(JSON.stringify(event));
  return { source: 'tracker', sourceId: event.id, lane: laneOf(event), payload };
}

function laneOf(event: ThinEvent): string {
  switch (event.kind) {
    case 'ticket-changed':
      return `ticket:${event.ticket.number}`;
    case 'session-revoked':
      return `session:${event.sessionId}`;
    case 'security-alarm':
      return 'alarms';
    case 'confirmation-asked':
    case 'confirmation-settled':
      return `confirmation:${event.confirmationId}`;
    case 'person-erased':
      return 'erasures';
  }
}

function refuse(reply: FastifyReply, code: keyof typeof titles, more: { readonly retryAfterSeconds?: number } = {}) {
  const body = problem(code, titles[code], more);
  if (body.retryAfterSeconds !== undefined) reply.header('retry-after', body.retryAfterSeconds);
  return reply.code(body.status).type('application/problem+json').send(JSON.stringify(body));
}

function correlationOf({ headers: given }: FastifyRequest): string {
  const id = given[headers.correlation];
  return typeof id === 'string' && /^[\w-]{8,64}$/.test(id) ? id : randomUUID();
}

function isClientError(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return false;
  return typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
