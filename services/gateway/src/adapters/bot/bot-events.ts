import { setTimeout as pause } from 'node:timers/promises';
import {
  botEndpoints,
  createContractClient,
  createFetchTransport,
  type FetchTransportOptions,
  repeatRefused,
} from '@desk/contract';
import type { RequestSigner } from '@desk/crypto';
import type { BotEvents } from '../../ports/bot-events.ts';
import type { Clock } from '../../ports/system.ts';

export interface BotEventsOptions {
  readonly baseUrl: string;
  readonly signer: RequestSigner;
  readonly clock: Clock;
  /** How connections are made; left out: without TLS of our own. */
  readonly fetch?: FetchTransportOptions['fetch'];
  /** Between two attempts; left out: on the clock of the system. */
  readonly wait?: (ms: number) => Promise<void>;
}

const timeoutMs = 5_000;
const answerBytesMax = 64 * 1024;
/** Whatever pause the bot asks for: the next connection leads to another one, where there are several. */
const repeatAfterMsMax = 250;

/**
 * The bot's private listener, over signed requests. Delivery may be repeated: the bot knows events by their id. One that
 * stops sends them away, and its connection with them: the next attempt is made on a new one and meets another.
 */
export function createBotEvents({ baseUrl, signer, clock, fetch, wait = pause }: BotEventsOptions): BotEvents {
  const transport = createFetchTransport({
    baseUrl,
    sign: (request) => signer.sign(request, clock.now()),
    timeoutMs,
    uploadTimeoutMs: timeoutMs,
    answerBytesMax,
    fetch,
  });
  const bot = createContractClient(
    botEndpoints,
    repeatRefused(transport, { wait: (ms) => wait(Math.min(ms, repeatAfterMsMax)) }),
  );
  return {
    async deliver(events) {
      const outcome = await bot.deliverEvents({ body: { events: [...events] } });
      switch (outcome.kind) {
        case 'answered':
          return 'stored';
        case 'refused':
        case 'misunderstood':
          return 'refused';
        case 'unreachable':
          return 'unreachable';
      }
    },
  };
}
