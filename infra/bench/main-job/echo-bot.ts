import { createServer } from 'node:http';
import { Telegraf } from 'telegraf';
import { message } from 'telegraf/filters';
import { z } from 'zod';

/** A bare Telegraf bot: it sends back what it is sent, stores nothing and checks nothing. What Desk is measured against. */
const { TELEGRAM_API_ROOT, TELEGRAM_BOT_TOKEN, PORT } = z
  .object({ TELEGRAM_API_ROOT: z.url(), TELEGRAM_BOT_TOKEN: z.string(), PORT: z.coerce.number() })
  .parse(process.env);

const path = '/echo';
const secretToken = 'a-secret-between-the-simulator-and-the-echo';
// Desk sends its replies as calls of their own; an answer to the webhook would be another thing to measure.
const bot = new Telegraf(TELEGRAM_BOT_TOKEN, { telegram: { apiRoot: TELEGRAM_API_ROOT, webhookReply: false } });
bot.on(message('text'), (context) => context.reply(context.message.text));

const server = createServer(bot.webhookCallback(path, { secretToken }));
server.listen(PORT, '127.0.0.1', async () => {
  await bot.telegram.setWebhook(`http://127.0.0.1:${PORT}${path}`, { secret_token: secretToken });
});
