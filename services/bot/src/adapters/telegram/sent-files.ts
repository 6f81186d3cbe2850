import { type Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import type { Telegram } from 'telegraf';
import { callTelegram } from './call-telegram.ts';
import { connectTelegram } from './connect-telegram.ts';
import type { TelegramOptions } from './telegram-client.ts';

const downloadDeadlineMs = 120_000;
const unknownRetryMs = 2000;

type OpenedFile =
  | { readonly kind: 'opened'; readonly content: ReadableStream<Uint8Array> }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'down'; readonly retryAfterMs: number | null };

/** Streams what people sent to the chat out of Telegram; nothing is kept on the way. */
export function createSentFiles(telegram: Telegram, options: TelegramOptions) {
  const agent = connectTelegram(options);
  return {
    async open(telegramFileId: string): Promise<OpenedFile> {
      const found = await findFile(telegram, telegramFileId);
      if (found.kind !== 'found') return found;
      try {
        const response = await get(new URL(`/file/bot${options.token}/${found.path}`, options.apiRoot), agent);
        if (response.statusCode === 200) return { kind: 'opened', content: Readable.toWeb(response) };
        response.resume();
        return response.statusCode === 404 ? { kind: 'gone' } : { kind: 'down', retryAfterMs: unknownRetryMs };
      } catch {
        // The error's text holds the address, and with it the bot's token: it goes no further.
        return { kind: 'down', retryAfterMs: unknownRetryMs };
      }
    },
  };
}

/** Follows no redirect: Telegram sends none, and nobody else is to be given the token. */
function get(url: URL, agent: HttpAgent): Promise<IncomingMessage> {
  const request = url.protocol === 'http:' ? httpRequest : httpsRequest;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request(url, { agent, signal: AbortSignal.timeout(downloadDeadlineMs) })
    .once('response', resolve)
    .once('error', reject)
    .end();
  return promise;
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
