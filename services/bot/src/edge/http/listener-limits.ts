import type { ServerOptions } from 'node:http';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What a listener bears. Whoever is slow on purpose is cut off, and what is too much may come again. */
export interface ListenerLimits {
  /** For the head of a request to arrive. */
  readonly headMsMax: number;
  /** For a whole request to arrive. */
  readonly requestMsMax: number;
  /** Without a byte in either direction. */
  readonly idleMsMax: number;
  /** How often connections are looked at. */
  readonly lookEveryMs: number;
  readonly connectionsMax: number;
  /** Requests that are being answered at one moment. */
  readonly underWayMax: number;
  readonly perAddressPerSecondMax: number;
}

export const usualLimits: ListenerLimits = {
  headMsMax: 10_000,
  requestMsMax: 15_000,
  idleMsMax: 60_000,
  lookEveryMs: 1_000,
  connectionsMax: 2_000,
  underWayMax: 1_000,
  perAddressPerSecondMax: 2_000,
};

const headBytesMax = 16 * 1024;
/** Longer than the clients of the desk keep a connection, so that none writes into one that is just being closed. */
const keptAliveMs = 72_000;
const retryAfterSeconds = 1;

/** As Node takes them. */
export function httpLimits({ headMsMax, requestMsMax, lookEveryMs }: ListenerLimits) {
  return {
    headersTimeout: headMsMax,
    requestTimeout: requestMsMax,
    keepAliveTimeout: keptAliveMs,
    connectionsCheckingInterval: lookEveryMs,
    maxHeaderSize: headBytesMax,
  } as const satisfies ServerOptions;
}

/** As Fastify takes them, for a listener without TLS. */
export function serverLimits(limits: ListenerLimits) {
  return { requestTimeout: limits.requestMsMax, keepAliveTimeout: keptAliveMs, http: httpLimits(limits) } as const;
}

/**
 * Answers 503 with Retry-After to a peer that asks too often, and to everyone while too much is under way, before
 * anything of a request but its head is read. Addresses are those of peers: behind a proxy all have its own.
 */
export function limitRequests(
  app: FastifyInstance,
  limits: ListenerLimits,
  refuse: (reply: FastifyReply) => FastifyReply = (reply) => reply.send(),
): void {
  app.server.setTimeout(limits.idleMsMax);
  app.server.maxConnections = limits.connectionsMax;
  const asksTooOften = countByAddress(app, limits.perAddressPerSecondMax);
  let underWay = 0;
  app.addHook('onRequest', async (request, reply) => {
    if ((await asksTooOften(request)) || underWay >= limits.underWayMax) {
      return refuse(reply.code(503).header('retry-after', retryAfterSeconds));
    }
    underWay += 1;
    // Also where the other side goes away before it is answered.
    reply.raw.once('close', () => {
      underWay -= 1;
    });
    return undefined;
  });
}

/** In a scope of its own: a route may have another rate limit, with another store. */
function countByAddress(app: FastifyInstance, max: number): (request: FastifyRequest) => Promise<boolean> {
  let count: ReturnType<FastifyInstance['createRateLimit']> | null = null;
  void app.register(async (scope) => {
    await scope.register(rateLimit, { global: false, max, timeWindow: 1_000 });
    count = scope.createRateLimit();
  });
  return async (request) => {
    const counted = await count?.(request);
    return counted?.isAllowed === false && counted.isExceeded;
  };
}
