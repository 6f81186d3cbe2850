import { createHash, timingSafeEqual } from 'node:crypto';
import type { Logger } from '@desk/logging';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { EventCounts } from '../../ports/event-counts.ts';
import type { HookRelay } from '../../ports/hook-relay.ts';
import type { Arrival, Inbox } from '../../ports/inbox.ts';
import type { RateCounter } from '../../ports/rate-counter.ts';
import type { Drain } from './drain.ts';
import { letConnectionsGo } from './let-connections-go.ts';
import { type ListenerLimits, limitRequests, serverLimits, usualLimits } from './listener-limits.ts';
import { rateLimitStore } from './rate-limit-store.ts';
import { IncomingUpdate } from './read-update.ts';
import { relayHooks } from './relay-hooks.ts';

export interface PublicServerOptions {
  /** Where Telegram posts updates, for instance `/hooks/telegram`, and what it says to be let in; null: it does not. */
  readonly webhook: TelegramWebhook | null;
  /** Where webhooks of a tracker on the Internet go; null where there are none. */
  readonly trackerHooks: HookRelay | null;
  readonly inbox: Inbox;
  /** The lane of an update. */
  readonly laneOf: (update: unknown) => string;
  /** An account has said something in its private chat: told before it is stored. */
  readonly foresee: (arrival: Pick<Arrival, 'lane' | 'sourceId'>, telegramId: number) => void;
  readonly counter: RateCounter;
  /** Someone is too fast; told once for each of them and minute. */
  readonly tooFast: (sender: NonNullable<IncomingUpdate['from']>, chat: IncomingUpdate['chat']) => Promise<unknown>;
  readonly counts: EventCounts;
  readonly drain: Drain;
  readonly log: Logger;
  /** Other than the usual ones. */
  readonly limits?: Partial<ListenerLimits>;
}

interface TelegramWebhook {
  readonly path: string;
  /** Read at each request: it may be renewed. */
  readonly secret: string;
  /** The one before, while it still counts. */
  readonly formerSecret?: string | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    update: { readonly read: IncomingUpdate; readonly whole: unknown; readonly bytes: Buffer } | null;
  }
}

/** Telegram's own updates stay far below. */
const updateBytesMax = 1024 * 1024;
const updatesPerSecondMax = 30;
const noticeEveryMs = 60_000;
const retryAfterSeconds = 1;

/** What they say is meant for clients that slow down; Telegram takes a Retry-After seriously even with a 200. */
const withoutHeaders = {
  addHeaders: {
    'x-ratelimit-limit': false,
    'x-ratelimit-remaining': false,
    'x-ratelimit-reset': false,
    'retry-after': false,
  },
  addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
};

class TooFast extends Error {}

/**
 * Takes in what is posted from the Internet. Updates of Telegram: stored first, acknowledged then. Telegram repeats what is not answered with 200, so
 * that 200 also answers what we will never take.
 */
export async function createPublicServer(options: PublicServerOptions): Promise<FastifyInstance> {
  const { webhook, trackerHooks, counter, log, counts } = options;
  const limits = { ...usualLimits, ...options.limits };
  const app = fastify({ logger: false, bodyLimit: updateBytesMax, ...serverLimits(limits) });
  letConnectionsGo(app);
  options.drain.watch(app);
  limitRequests(app, limits, (reply) => {
    counts.add('webhook', 'too-many');
    return reply.send();
  });
  app.decorateRequest('update', null);
  takeBytes(app);
  await app.register(rateLimit, { global: false, store: rateLimitStore(counter), ...withoutHeaders });
  if (webhook) takeUpdates(app, webhook, options);
  if (trackerHooks) await relayHooks(app, { relay: trackerHooks.relay, counts, log });
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof TooFast) return reply.code(200).send();
    const status = clientError(error);
    if (status === null) log.error('An update could not be stored', { error });
    counts.add('webhook', status === null ? 'failed' : 'refused');
    return (status === null ? reply.header('retry-after', retryAfterSeconds) : reply).code(status ?? 503).send();
  });
  return app;
}

function takeUpdates(app: FastifyInstance, webhook: TelegramWebhook, options: PublicServerOptions): void {
  app.post(webhook.path, {
    onRequest: refuseStrangers(webhook, options),
    preValidation: readUpdate(options),
    config: {
      rateLimit: {
        hook: 'preHandler',
        max: updatesPerSecondMax,
        timeWindow: 1_000,
        keyGenerator: ({ update }) => String(update?.read.from?.id ?? 'nobody'),
        allowList: ({ update }) => update?.read.from === null,
        onExceeded: ({ update }) => noteTooFast(update?.read ?? null, options),
        errorResponseBuilder: () => new TooFast(),
      },
    },
    handler: storeUpdate(options),
  });
}

function takeBytes(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

/** Before a byte of the body is read. Both sides are hashed: their lengths must not show in the time it takes. */
function refuseStrangers(webhook: TelegramWebhook, { counts, log }: PublicServerOptions) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const given = request.headers['x-telegram-bot-api-secret-token'];
    if (typeof given === 'string' && isSecret(given, webhook)) return undefined;
    counts.add('webhook', 'stranger');
    log.warn('A webhook came without the secret');
    return reply.code(401).send();
  };
}

function isSecret(given: string, { secret, formerSecret = null }: TelegramWebhook): boolean {
  const counting = formerSecret === null ? [secret] : [secret, formerSecret];
  return counting.some((each) => timingSafeEqual(digest(given), digest(each)));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function readUpdate({ counts, log }: PublicServerOptions) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const whole = parseJson(bytes);
    const read = IncomingUpdate.safeParse(whole);
    if (read.success) {
      request.update = { read: read.data, whole, bytes };
      return undefined;
    }
    counts.add('webhook', 'unreadable');
    log.warn('An update could not be read');
    return reply.code(200).send();
  };
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function storeUpdate({ inbox, laneOf, foresee, counts }: PublicServerOptions) {
  return async ({ update }: FastifyRequest, reply: FastifyReply) => {
    if (!update) throw new Error('An update was not read before it was to be stored.');
    const { read, whole, bytes } = update;
    const arrival = { source: 'telegram', sourceId: String(read.id), lane: laneOf(whole), payload: bytes } as const;
    if (read.speaker !== null) foresee(arrival, read.speaker);
    counts.add('webhook', await inbox.append(arrival));
    return reply.code(200).send();
  };
}

/** Dropped, counted, and for each sender noted and answered once a minute. */
function noteTooFast(read: IncomingUpdate | null, { counter, counts, tooFast, log }: PublicServerOptions): void {
  counts.add('webhook', 'too-fast');
  const from = read?.from;
  if (!from) return;
  void counter
    .count(`told:${from.id}`, noticeEveryMs)
    .then(({ count }) => (count === 1 ? tooFast(from, read.chat) : undefined))
    .catch((error: unknown) => log.error('Nobody was told to be slower', { error }));
}

function clientError(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return null;
  const { statusCode } = error;
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : null;
}
