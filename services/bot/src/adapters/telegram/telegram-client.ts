import { Telegram } from 'telegraf';
import type { CallReport } from '../../ports/metrics.ts';
import { connectTelegram, type TelegramAddress } from './connect-telegram.ts';
import { measureTelegram } from './measure-telegram.ts';

export interface TelegramOptions extends TelegramAddress {
  readonly token: string;
  /** Told of each call when it is over. */
  readonly onCall?: (call: CallReport) => void;
}

/** Telegraf waits 500 s for an answer on its own: every call of ours carries a deadline instead. */
export const callDeadlineMs = 10_000;

export function createTelegramClient({ token, onCall, ...address }: TelegramOptions): Telegram {
  const agent = connectTelegram(address);
  const client = new Telegram(token, { apiRoot: address.apiRoot, webhookReply: false, agent });
  // For an http root Telegraf drops the agent, and node-fetch then closes the connection after each call.
  client.options.agent = agent;
  if (onCall) measureTelegram(client, onCall);
  return client;
}
