import type { Logger } from '@desk/logging';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { EventCounts } from '../../ports/event-counts.ts';
import type { HookRelay, RawHook } from '../../ports/hook-relay.ts';

export interface RelayHooksOptions {
  readonly relay: HookRelay['relay'];
  readonly counts: EventCounts;
  readonly log: Logger;
}

export const trackerHookPath = '/hooks/tracker';

const hookBytesMax = 2 * 1024 * 1024;
const hooksPerSecondMax = 100;
const hooksUnderWayMax = 16;
const retryAfterSeconds = 10;
const headersPassed = ['x-hub-signature', 'x-op-signature', 'x-atlassian-webhook-identifier', 'content-type'] as const;
const textCharsMax = 4_000;

const statuses = { forwarded: 200, ignored: 200, refused: 401, later: 503 } as const;

class TooManyHooks extends Error {
  readonly statusCode = 429;
}

/**
 * Where a tracker on the Internet posts its webhooks. Nothing is read here: bytes and a few headers go to the gateway,
 * which alone can verify them, and its answer decides. The rate limit of the listener must be registered.
 */
export async function relayHooks(app: FastifyInstance, { relay, counts, log }: RelayHooksOptions): Promise<void> {
  let underWay = 0;

  function answer(reply: FastifyReply, status: number, outcome: string): FastifyReply {
    counts.add('tracker-hook', outcome);
    return (status === 503 || status === 429 ? reply.header('retry-after', retryAfterSeconds) : reply)
      .code(status)
      .send();
  }

  async function pass(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const relayed = await relay(rawHook(request));
    if (relayed.kind === 'relayed') return answer(reply, statuses[relayed.outcome], relayed.outcome);
    log.warn('A webhook of the tracker could not be passed on', { reason: relayed.kind });
    return answer(reply, 503, 'gateway-away');
  }

  app.post(trackerHookPath, {
    bodyLimit: hookBytesMax,
    config: {
      rateLimit: {
        max: hooksPerSecondMax,
        timeWindow: 1_000,
        keyGenerator: ({ ip }) => `tracker-hook:${ip}`,
        errorResponseBuilder: () => new TooManyHooks(),
      },
    },
    errorHandler(error, _request, reply) {
      if (error instanceof TooManyHooks) return answer(reply, 429, 'too-many');
      const status = error.statusCode !== undefined && error.statusCode < 500 ? error.statusCode : 503;
      if (status === 503) log.error('A webhook of the tracker was not passed on', { error });
      return answer(reply, status, status === 503 ? 'failed' : 'unreadable');
    },
    async handler(request, reply) {
      if (underWay >= hooksUnderWayMax) return answer(reply, 503, 'busy');
      underWay += 1;
      try {
        return await pass(request, reply);
      } finally {
        underWay -= 1;
      }
    },
  });
}

function rawHook({ headers, query, body }: FastifyRequest): RawHook {
  const given = headersPassed.flatMap((name) => {
    const value = headers[name];
    return isText(value) ? [[name, value] as const] : [];
  });
  return {
    headers: Object.fromEntries(given),
    query: secretOf(query),
    body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
  };
}

/** Older Data Center versions put it into the address. */
function secretOf(query: unknown): Readonly<Record<string, string>> {
  if (typeof query !== 'object' || query === null || !('secret' in query)) return {};
  const { secret } = query;
  return isText(secret) ? { secret } : {};
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= textCharsMax;
}
