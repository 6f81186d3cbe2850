import type { Logger } from '@desk/logging';
import type { BotConfig } from './config.ts';
import type { Polling } from './edge/telegram/poll-updates.ts';

export interface Bot {
  readonly servers: BotServers;
  /** Opens the ports (0 in the configuration takes a free one), begins to work and tells Telegram where updates go. */
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
  /** Stops in the reverse order of the start; what is in hand is finished first. */
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
  readonly config: BotConfig;
  readonly servers: BotServers;
  readonly lanes: { start(): void; stop(withinMs: number): Promise<boolean> };
  readonly jobs: { start(): void; stop(withinMs: number): Promise<void> };
  /** Tells Telegram of the bot. */
  readonly announce: () => Promise<
    { readonly kind: 'announced' } | { readonly kind: 'refused'; readonly reason: string }
  >;
  readonly poll: () => Polling;
  readonly closing: readonly (() => Promise<void>)[];
  readonly log: Logger;
}

/** Work in hand gets so long when the bot stops. */
const stopWithinMs = 8_000;
const announceAgainMs = 30_000;
/** What only a change of the configuration puts right. */
const lasting = new Set(['not-authorised', 'bad-request-400']);

export function runBot({ config, servers, lanes, jobs, announce, poll, closing, log }: BotParts): Bot {
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
      await servers.ops.listen({ host, port: opsPort });
      await servers.private.listen({ host, port: privatePort });
      await servers.public?.listen({ host, port: publicPort });
      lanes.start();
      jobs.start();
      const reason = await introduce();
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
      await servers.public?.close();
      await servers.private.close();
      await polling?.stop();
      await jobs.stop(stopWithinMs);
      if (!(await lanes.stop(stopWithinMs))) log.warn('Some work in hand was left for the next start');
      await servers.ops.close();
      for (const close of closing) await close();
    },
  };
}

function portOf(server: Listener): number {
  const address = server.server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
