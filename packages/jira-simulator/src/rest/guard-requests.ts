import { breakConnection, type RequestLog, recordOf } from '@desk/tracker-simulator';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { StateKeeper } from '../site/keep-state.ts';
import { refused } from '../site/outcome.ts';
import type { IssueRecord } from '../site/records.ts';
import type { Site } from '../site/site.ts';
import { isAuthenticated } from './authenticate.ts';
import type { Fault, FaultBox } from './faults.ts';
import { refusalBody, refuse } from './refuse.ts';
import { openWriteLimit, type WriteLimit } from './write-limit.ts';

export interface Guards {
  readonly site: Site;
  readonly faults: FaultBox;
  readonly log: RequestLog;
  readonly keeper: StateKeeper;
  /** While it is, everything under `/rest` answers 503. */
  readonly isUnavailable: () => boolean;
}

/** What happens around every API request: outage, faults, credentials, write limit, saving, recording. */
export function registerGuards(app: FastifyInstance, guards: Guards): void {
  const { site } = guards;
  const limit = site.flavour === 'cloud' ? openWriteLimit(site) : undefined;
  const breakAfter = new WeakMap<FastifyRequest, Fault>();

  app.addHook('onRequest', async (request, reply) => {
    if (!isApi(request)) return;
    if (guards.isUnavailable()) return sendUnavailable(reply);
    const fault = guards.faults.takeForRequest(request.method, pathOf(request));
    if (fault?.kind === 'timeout-after-commit') breakAfter.set(request, fault);
    else if (fault) return applyFault(guards, fault, request, reply);
    if (!isAuthenticated(site.config, request.headers.authorization)) {
      reply.header('www-authenticate', 'OAuth realm="jira-simulator"');
      return refuse(reply, refused(401, 'Client must be authenticated to access this resource.'));
    }
  });

  app.addHook('preHandler', async (request, reply) => {
    if (limit && isApi(request) && request.method !== 'GET') return enforceLimit(site, limit, request, reply);
  });

  app.addHook('onSend', async (request, reply, payload) => {
    if (!isApi(request)) return payload;
    if (request.method !== 'GET') {
      guards.keeper.touch(issueOf(site, request));
      await guards.keeper.saved();
    }
    const fault = breakAfter.get(request);
    guards.log.record(recordOf(request, { at: site.now(), status: fault ? null : reply.statusCode }));
    if (fault) await breakConnection(request.raw.socket, fault.hangMs);
    return payload;
  });
}

/** The API needs credentials and obeys faults; the board and the controls do not. */
function isApi(request: FastifyRequest): boolean {
  return request.url.startsWith('/rest/') || request.url.startsWith('/secure/');
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? request.url;
}

function sendUnavailable(reply: FastifyReply): FastifyReply {
  return reply.status(503).send(refusalBody(reply.request.url, refused(400, 'Jira is not available right now.')));
}

async function applyFault(
  guards: Guards,
  fault: Fault,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (fault.kind === '503') return sendUnavailable(reply);
  if (fault.kind === '429') return sendTooMany(reply, fault.retryAfterSeconds ?? 1);
  guards.log.record(recordOf(request, { at: guards.site.now(), status: null }));
  reply.hijack();
  await breakConnection(request.raw.socket, fault.hangMs);
  return reply;
}

function sendTooMany(reply: FastifyReply, retryAfterSeconds: number): FastifyReply {
  const message = 'Rate limit exceeded. Please retry after some time.';
  return reply
    .status(429)
    .header('retry-after', retryAfterSeconds)
    .send(refusalBody(reply.request.url, refused(400, message)));
}

function enforceLimit(
  site: Site,
  limit: WriteLimit,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply | undefined {
  const issue = issueOf(site, request);
  const waitSeconds = issue && limit.spend(issue.id);
  if (waitSeconds === undefined) return undefined;
  reply
    .header('ratelimit-reason', 'jira-per-issue-on-write')
    .header('x-ratelimit-limit', limit.writesMax)
    .header('x-ratelimit-remaining', 0);
  return sendTooMany(reply, waitSeconds);
}

/** The issue a request is about, where its path names one. */
function issueOf(site: Site, { params }: FastifyRequest): IssueRecord | undefined {
  if (typeof params !== 'object' || params === null || !('issueIdOrKey' in params)) return undefined;
  return site.findIssue(String(params.issueIdOrKey));
}
