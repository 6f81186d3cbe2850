import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Telegram } from 'telegraf';

export interface TelegramOptions {
  readonly token: string;
  /** `https://api.telegram.org`, a local Bot API server, or a simulator. */
  readonly apiRoot: string;
}

/** Telegraf waits 500 s for an answer on its own: every call of ours carries a deadline instead. */
export const callDeadlineMs = 10_000;
const socketsMax = 64;

/** Telegraf's client with connections kept alive, also towards a plain-http Bot API server on our own network. */
export function createTelegramClient({ token, apiRoot }: TelegramOptions): Telegram {
  const pool = { keepAlive: true, maxSockets: socketsMax };
  const client = new Telegram(token, { apiRoot, webhookReply: false, agent: new HttpsAgent(pool) });
  // For an http root Telegraf drops the agent, and node-fetch then closes the connection after each call.
  if (apiRoot.startsWith('http://')) client.options.agent = new HttpAgent(pool);
  return client;
}
