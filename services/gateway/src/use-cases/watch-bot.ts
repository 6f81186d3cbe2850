import type { BotEvents } from '../ports/bot-events.ts';
import type { PartState } from '../ports/readiness.ts';

export interface WatchedBot extends BotEvents {
  /** What the last delivery said of it. */
  state(): PartState;
}

/** The bot, and whether it answers, from the answers it gives anyway. */
export function watchBot(bot: BotEvents): WatchedBot {
  let state: PartState = 'unknown';
  return {
    async deliver(events) {
      const outcome = await bot.deliver(events);
      state = outcome === 'stored' ? 'up' : 'down';
      return outcome;
    },
    state: () => state,
  };
}
