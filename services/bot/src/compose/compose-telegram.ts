import { createTrackerName } from '../adapters/gateway/tracker-name.ts';
import { createPendingUpdatesCount } from '../adapters/telegram/count-pending-updates.ts';
import { createFileSender } from '../adapters/telegram/file-sender.ts';
import { createRenderer } from '../adapters/telegram/render/render-screen.ts';
import { createSentFiles } from '../adapters/telegram/sent-files.ts';
import { createTelegramClient } from '../adapters/telegram/telegram-client.ts';
import { createCallbackAnswers, createTelegramMessenger } from '../adapters/telegram/telegram-messenger.ts';
import { createTelegramRelay } from '../adapters/telegram/telegram-relay.ts';
import type { BotConfig } from '../config.ts';
import type { Clock } from '../ports/system.ts';
import type { Operations } from './compose-operations.ts';

/** Every port that Telegram stands behind. */
export function composeTelegram(
  { telegram: options, timeZone, sessionLimits }: BotConfig,
  { clock, operations }: { readonly clock: Clock; readonly operations: Operations },
) {
  const client = createTelegramClient(options, operations.onCallOf('telegram'));
  const trackerName = createTrackerName();
  const idleMinutes = Math.round(sessionLimits.idleLimitMs / 60_000);
  const renderer = createRenderer({ timeZone, idleMinutes, trackerName: trackerName.current });
  return {
    client,
    renderer,
    trackerName,
    messenger: createTelegramMessenger({ telegram: client, renderer, clock }),
    fileSender: createFileSender(client),
    relay: createTelegramRelay(client),
    callbacks: createCallbackAnswers(client),
    sentFiles: createSentFiles(client, options),
    countPendingUpdates: createPendingUpdatesCount(client),
  };
}

export type TelegramParts = ReturnType<typeof composeTelegram>;
