import { breakConnection, type RecordedRequest, type RequestLog, recordOf } from '@desk/tracker-simulator';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { conflict } from '../site/change-work-package.ts';
import { refused } from '../site/outcome.ts';
import type { Site } from '../site/site.ts';
import type { Credentials } from './credentials.ts';
import type { Fault, FaultBox } from './faults.ts';
import { refuse } from './refuse.ts';

export interface Guards {
  readonly site: Site;
  readonly credentials: Credentials;
  readonly faults: FaultBox;
  readonly log: RequestLog;
  /** While it is, the API answers 503. */
  readonly isUnavailable: () => boolean;
}

/** What happens around every API request: outage, faults, credentials, recording. */
export function registerGuards(app: FastifyInstance, guards: Guards): void {
  const breakAfter = new WeakMap<FastifyRequest, Fault>();

  app.addHook('onRequest', async (request, reply) => {
    if (!isApi(request)) return;
    if (guards.isUnavailable()) return refuse(reply, unavailable);
    const fault = guards.faults.takeForRequest(request.method, pathOf(request));
    if (fault?.kind === 'timeout-after-commit') breakAfter.set(request, fault);
    else if (fault) return applyFault(guards, fault, request, reply);
    if (request.url.startsWith('/api/') && !guards.credentials.isKnown(request.headers.authorization)) {
      return refuse(reply, refused(401, 'Unauthenticated', 'You need to be authenticated to access this resource.'));
    }
  });

  app.addHook('onSend', async (request, reply, payload) => {
    if (!isApi(request)) return payload;
    const fault = breakAfter.get(request);
    guards.log.record(describe(guards.site, request, fault ? null : reply.statusCode));
    if (fault) await breakConnection(request.raw.socket, fault.hangMs);
    return payload;
  });
}

/** The API needs credentials and obeys faults; the board does not. */
function isApi({ url }: FastifyRequest): boolean {
  return url.startsWith('/api/') || url.startsWith('/oauth/');
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?', 1)[0] ?? url;
}

const unavailable = refused(503, 'InternalServerError', 'OpenProject is not available right now.');

async function applyFault(guards: Guards, fault: Fault, request: FastifyRequest, reply: FastifyReply) {
  switch (fault.kind) {
    case '409':
      return refuse(reply, conflict);
    case '429':
      reply.header('retry-after', fault.retryAfterSeconds ?? 1);
      return refuse(reply, refused(429, 'TooManyRequests', 'Too many requests.'));
    case '503':
      return refuse(reply, unavailable);
    default:
      guards.log.record(describe(guards.site, request, null));
      reply.hijack();
      await breakConnection(request.raw.socket, fault.hangMs);
      return reply;
  }
}

function describe(site: Site, request: FastifyRequest, status: number | null): RecordedRequest {
  const record = recordOf(request, { at: site.now(), status });
  // The body of the token endpoint is a credential.
  return record.path.startsWith('/oauth/') ? { ...record, body: undefined } : record;
}
