import type { Telegram } from 'telegraf';
import { allowedUpdates } from './announce-bot.ts';
import { callTelegram } from './call-telegram.ts';

export type FetchedUpdates =
  | { readonly kind: 'fetched'; readonly updates: readonly { readonly update_id: number }[] }
  | { readonly kind: 'retry'; readonly afterMs: number };

const holdSeconds = 5;
const updatesMax = 100;
const retryMs = 1000;

/** Asks for updates from `offset` on; everything before it is thereby confirmed and will not come again. */
export function createUpdateSource(telegram: Telegram) {
  return {
    async fetch(offset: number): Promise<FetchedUpdates> {
      const called = await callTelegram(telegram, 'getUpdates', {
        offset,
        limit: updatesMax,
        timeout: holdSeconds,
        allowed_updates: allowedUpdates,
      });
      if (called.kind === 'done') return { kind: 'fetched', updates: called.result };
      return { kind: 'retry', afterMs: called.kind === 'retry' ? called.afterMs : retryMs };
    },
  };
}
