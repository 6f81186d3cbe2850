import { Telegram } from 'telegraf';
import type { CallReport } from '../../ports/metrics.ts';
import { connectTelegram, type TelegramAddress } from './connect-telegram.ts';
import { measureTelegram } from './measure-telegram.ts';

export interface TelegramOptions extends TelegramAddress {
  /** Read at each call: it may be renewed. */
  readonly token: string;
}

/** Telegraf waits 500 s for an answer on its own: every call of ours carries a deadline instead. */
export const callDeadlineMs = 10_000;

/** `onCall` is told of each call when it is over. */
export function createTelegramClient(options: TelegramOptions, onCall?: (call: CallReport) => void): Telegram {
  const agent = connectTelegram(options);
  const client = new Telegram(options.token, { apiRoot: options.apiRoot, webhookReply: false, agent });
  // Telegraf reads it at each call, and would keep the one it was made with.
  Object.defineProperty(client, 'token', { get: () => options.token });
  // For an http root Telegraf drops the agent, and node-fetch then closes the connection after each call.
  client.options.agent = agent;
  if (onCall) measureTelegram(client, onCall);
  return client;
}
