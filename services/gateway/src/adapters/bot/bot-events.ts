import { setTimeout as pause } from 'node:timers/promises';
import { botEndpoints, createContractClient, repeatRefused } from '@desk/contract';
import type { BotEvents } from '../../ports/bot-events.ts';
import { type BotAddress, createBotTransport } from './bot-transport.ts';

export interface BotEventsOptions extends BotAddress {
  /** Between two attempts; left out: on the clock of the system. */
  readonly wait?: (ms: number) => Promise<void>;
}

const timeoutMs = 5_000;
/** Whatever pause the bot asks for: the next connection leads to another one, where there are several. */
const repeatAfterMsMax = 250;

/**
 * The bot's private listener, over signed requests. Delivery may be repeated: the bot knows events by their id. One that
 * stops sends them away, and its connection with them: the next attempt is made on a new one and meets another.
 */
export function createBotEvents({ wait = pause, ...address }: BotEventsOptions): BotEvents {
  const transport = createBotTransport(address, timeoutMs);
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
