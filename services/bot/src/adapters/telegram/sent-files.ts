import type { Telegram } from 'telegraf';
import { callTelegram } from './call-telegram.ts';
import type { TelegramOptions } from './telegram-client.ts';

const downloadDeadlineMs = 120_000;
const unknownRetryMs = 2000;

type OpenedFile =
  | { readonly kind: 'opened'; readonly content: ReadableStream<Uint8Array> }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'down'; readonly retryAfterMs: number | null };

/** Streams what people sent to the chat out of Telegram; nothing is kept on the way. */
export function createSentFiles(telegram: Telegram, { token, apiRoot }: TelegramOptions) {
  return {
    async open(telegramFileId: string): Promise<OpenedFile> {
      const found = await findFile(telegram, telegramFileId);
      if (found.kind !== 'found') return found;
      try {
        const response = await fetch(new URL(`/file/bot${token}/${found.path}`, apiRoot), {
          signal: AbortSignal.timeout(downloadDeadlineMs),
          redirect: 'error',
        });
        if (response.status === 404) return { kind: 'gone' };
        if (!response.ok || response.body === null) return { kind: 'down', retryAfterMs: unknownRetryMs };
        return { kind: 'opened', content: response.body };
      } catch {
        // The error's text holds the address, and with it the bot's token: it goes no further.
        return { kind: 'down', retryAfterMs: unknownRetryMs };
      }
    },
  };
}

async function findFile(telegram: Telegram, fileId: string) {
  const called = await callTelegram(telegram, 'getFile', { file_id: fileId });
  switch (called.kind) {
    case 'done':
      return called.result.file_path === undefined
        ? ({ kind: 'gone' } as const)
        : ({ kind: 'found', path: called.result.file_path } as const);
    case 'too-large':
      return { kind: 'too-large' } as const;
    case 'retry':
      return { kind: 'down', retryAfterMs: called.afterMs } as const;
    case 'unknown':
      return { kind: 'down', retryAfterMs: unknownRetryMs } as const;
    case 'refused':
    case 'gone':
    case 'unchanged':
    case 'blocked':
      return { kind: 'gone' } as const;
  }
}
