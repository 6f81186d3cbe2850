import type { Logger } from '@desk/logging';
import type { BotConfig } from './config.ts';
import type { Drain } from './edge/http/drain.ts';
import type { Polling } from './edge/telegram/poll-updates.ts';

export interface Bot {
  readonly servers: BotServers;
  /** Begins to work, tells Telegram where updates go and opens the ports (0 in the configuration takes a free one). */
  listen(): Promise<
    | {
        readonly kind: 'listening';
        readonly publicPort: number | null;
        readonly privatePort: number;
        readonly opsPort: number;
      }
    /** Telegram will not have the bot as it is configured. */
    | { readonly kind: 'refused'; readonly reason: string }
  >;
  /**
   * Not ready any more from here on: listeners send away whatever is new, while what is in hand is finished. Then they
   * close, and the rest in the reverse order of the start.
   */
  close(): Promise<void>;
}

/** A listener, as far as starting and stopping goes. */
interface Listener {
  listen(at: { readonly host: string; readonly port: number }): Promise<unknown>;
  close(): PromiseLike<unknown>;
  readonly server: { address(): string | { readonly port: number } | null };
}

export interface BotServers {
  /** Null where updates are fetched. */
  readonly public: Listener | null;
  readonly private: Listener;
  readonly ops: Listener;
}

export interface BotParts {
  readonly config: Pick<BotConfig, 'listen'> & { readonly telegram: Pick<BotConfig['telegram'], 'delivery'> };
  readonly servers: BotServers;
  readonly lanes: { start(): void; stop(withinMs: number): Promise<boolean>; handOver(): Promise<void> };
  readonly jobs: { start(): void; stop(withinMs: number): Promise<void> };
  /** Tells Telegram of the bot. */
  readonly announce: () => Promise<
    { readonly kind: 'announced' } | { readonly kind: 'refused'; readonly reason: string }
  >;
  readonly poll: () => Polling;
  /** Listeners that it watches send new requests away once it has begun. */
  readonly drain: Pick<Drain, 'begin'>;
  readonly closing: readonly (() => Promise<void>)[];
  readonly log: Logger;
}

/** Work in hand gets so long when the bot stops, all of it together. */
const stopWithinMs = 8_000;
const announceAgainMs = 30_000;
/** Listeners wait for Telegram that long. */
const introduceFirstMs = 2_000;
/** What only a change of the configuration puts right. */
const lasting = new Set(['not-authorised', 'bad-request-400']);

export function runBot({ config, servers, lanes, jobs, announce, poll, drain, closing, log }: BotParts): Bot {
  const { host, publicPort, privatePort, opsPort } = config.listen;
  let polling: Polling | null = null;
  let again: NodeJS.Timeout | undefined;

  async function introduce(): Promise<string | null> {
    const outcome = await announce();
    if (outcome.kind === 'announced') {
      if (config.telegram.delivery.kind === 'polling') polling ??= poll();
      return null;
    }
    if (lasting.has(outcome.reason)) return outcome.reason;
    log.warn('Telegram could not be told of the bot yet', { reason: outcome.reason });
    again = setTimeout(() => void introduce(), announceAgainMs);
    return null;
  }

  return {
    servers,
    async listen() {
      lanes.start();
      jobs.start();
      // The first calls of a process are its slowest: done while nobody can ask yet, unless Telegram takes its time.
      const introducing = introduce();
      await within(introduceFirstMs, introducing);
      await servers.private.listen({ host, port: privatePort });
      await servers.public?.listen({ host, port: publicPort });
      await servers.ops.listen({ host, port: opsPort });
      const reason = await introducing;
      if (reason !== null) return { kind: 'refused', reason };
      return {
        kind: 'listening',
        publicPort: servers.public && portOf(servers.public),
        privatePort: portOf(servers.private),
        opsPort: portOf(servers.ops),
      };
    },
    async close() {
      clearTimeout(again);
      const finished = await Promise.all([
        drain.begin(stopWithinMs),
        within(stopWithinMs, polling?.stop()),
        within(stopWithinMs, jobs.stop(stopWithinMs)),
        lanes.stop(stopWithinMs),
      ]);
      // What listeners and jobs have stored last, no lane here takes up any more.
      await lanes.handOver();
      if (finished.includes(false)) log.warn('Some work in hand was left for the next start');
      await servers.public?.close();
      await servers.private.close();
      await servers.ops.close();
      for (const close of closing) await close();
    },
  };
}

/** Whether it was done in time; what takes longer is waited for no more. */
async function within(ms: number, work: Promise<unknown> | undefined): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const inTime = await Promise.race([Promise.resolve(work).then(() => true), late]);
  clearTimeout(timer);
  return inTime;
}

function portOf(server: Listener): number {
  const address = server.server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
