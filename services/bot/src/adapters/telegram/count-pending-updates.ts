import type { Telegram } from 'telegraf';
import type { CountPendingUpdates } from '../../ports/pending-updates.ts';
import { callTelegram } from './call-telegram.ts';

export function createPendingUpdatesCount(telegram: Telegram): CountPendingUpdates {
  return async () => {
    const called = await callTelegram(telegram, 'getWebhookInfo', {});
    return called.kind === 'done' ? called.result.pending_update_count : null;
  };
}
