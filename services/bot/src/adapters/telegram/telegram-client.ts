import { Telegram } from 'telegraf';
import { connectTelegram, type TelegramAddress } from './connect-telegram.ts';

export interface TelegramOptions extends TelegramAddress {
  readonly token: string;
}

/** Telegraf waits 500 s for an answer on its own: every call of ours carries a deadline instead. */
export const callDeadlineMs = 10_000;

export function createTelegramClient({ token, ...address }: TelegramOptions): Telegram {
  const agent = connectTelegram(address);
  const client = new Telegram(token, { apiRoot: address.apiRoot, webhookReply: false, agent });
  // For an http root Telegraf drops the agent, and node-fetch then closes the connection after each call.
  client.options.agent = agent;
  return client;
}
