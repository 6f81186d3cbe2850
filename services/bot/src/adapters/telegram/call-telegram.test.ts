import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { callTelegram } from './call-telegram.ts';
import { createTelegramClient } from './telegram-client.ts';

const closes: (() => void)[] = [];
afterEach(() => {
  for (const close of closes.splice(0)) close();
});

async function telegramThat(answers: RequestListener) {
  const server = createServer(answers).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closes.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const apiRoot = `http://127.0.0.1:${address.port}`;
  return createTelegramClient({ token: '12345:an-invented-token', apiRoot, egressProxy: null });
}

const message = { chat_id: 1, text: 'слово' };
const deadlineMs = 50;

it.each<[string, RequestListener]>([
  ['never answers', () => undefined],
  ['answers by half', (_, answer) => answer.writeHead(200, { 'content-type': 'application/json' }).write('{"ok":')],
])('a call to a Telegram that %s may have arrived, and is given up at its deadline', async (_, answers) => {
  const telegram = await telegramThat(answers);
  expect(await callTelegram(telegram, 'sendMessage', message, deadlineMs)).toEqual({ kind: 'unknown' });
});
