import type { TelegramSimulator } from '@desk/telegram-simulator';

/** Everything the bot has ever put before anybody, also what it changed or took back since. */
export interface Overheard {
  hasSaid(words: string): boolean;
}

export function overhearBot(telegram: TelegramSimulator): Overheard {
  const said: string[] = [];
  telegram.onCall(({ payload }) => {
    said.push(JSON.stringify(payload));
  });
  return { hasSaid: (words) => said.some((each) => each.includes(words)) };
}
