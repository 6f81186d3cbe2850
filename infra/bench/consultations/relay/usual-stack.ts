import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { Queue, Worker } from 'bullmq';
import { createServiceDeskClient } from 'jira.js';
import { Telegraf } from 'telegraf';
import { message } from 'telegraf/filters';
import { z } from 'zod';

/**
 * A relay as such bots are usually built, and what Desk's is measured against: a Telegraf handler puts a job into BullMQ,
 * a worker copies the message and puts another job in, whose worker writes the comment with jira.js. Jobs are tried
 * again with a growing pause, everything else is left as the libraries have it.
 */
const environment = z
  .object({
    TELEGRAM_API_ROOT: z.url(),
    TELEGRAM_BOT_TOKEN: z.string(),
    PORT: z.coerce.number(),
    REDIS_URL: z.string(),
    JIRA_BASE_URL: z.url(),
    JIRA_EMAIL: z.string(),
    JIRA_API_TOKEN: z.string(),
    /** JSON: who talks with whom about what. */
    PARTNERS_FILE: z.string(),
  })
  .parse(process.env);

const Partners = z.record(z.string(), z.object({ chatId: z.number(), issue: z.string() }));
const Relayed = z.object({
  from: z.number(),
  to: z.number(),
  messageId: z.number(),
  issue: z.string(),
  text: z.string(),
});
const Mirrored = Relayed.pick({ issue: true, text: true });

const copiesAtOnce = 50;
const commentsAtOnce = 20;
const tried = {
  ...{ attempts: 5, backoff: { type: 'exponential', delay: 1_000 } },
  ...{ removeOnComplete: true, removeOnFail: true },
};
const path = '/usual';
const secretToken = 'a-secret-between-the-simulator-and-the-usual-stack';

const partners = Partners.parse(JSON.parse(await readFile(environment.PARTNERS_FILE, 'utf8')));
const connection = { url: environment.REDIS_URL, maxRetriesPerRequest: null };
const copies = new Queue('copies', { connection, defaultJobOptions: tried });
const comments = new Queue('comments', { connection, defaultJobOptions: tried });
const bot = new Telegraf(environment.TELEGRAM_BOT_TOKEN, {
  telegram: { apiRoot: environment.TELEGRAM_API_ROOT, webhookReply: false },
});
const jira = createServiceDeskClient({
  host: environment.JIRA_BASE_URL,
  auth: { type: 'basic', email: environment.JIRA_EMAIL, apiToken: environment.JIRA_API_TOKEN },
  retry: { maxAttempts: 3, initialDelayMs: 500, backoffFactor: 2 },
});

bot.on(message('text'), async ({ chat, message: { message_id: messageId, text } }) => {
  const partner = partners[chat.id];
  if (partner) await copies.add('copy', { from: chat.id, to: partner.chatId, messageId, issue: partner.issue, text });
});

new Worker(
  'copies',
  async ({ data }) => {
    const { from, to, messageId, issue, text } = Relayed.parse(data);
    await bot.telegram.copyMessage(to, from, messageId);
    await comments.add('comment', { issue, text });
  },
  { connection, concurrency: copiesAtOnce },
);
new Worker(
  'comments',
  async ({ data }) => {
    const { issue, text } = Mirrored.parse(data);
    await jira.request.createRequestComment({ issueIdOrKey: issue, body: text, public: true });
  },
  { connection, concurrency: commentsAtOnce },
);

const server = createServer(bot.webhookCallback(path, { secretToken }));
server.listen(environment.PORT, '127.0.0.1', async () => {
  await bot.telegram.setWebhook(`http://127.0.0.1:${environment.PORT}${path}`, { secret_token: secretToken });
});
