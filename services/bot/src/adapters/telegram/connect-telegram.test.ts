import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { createTelegramSimulator } from '@desk/telegram-simulator';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { callTelegram } from './call-telegram.ts';
import { createSentFiles } from './sent-files.ts';
import { createTelegramClient } from './telegram-client.ts';

const token = '12345:an-invented-token';

/** A proxy as there are many: it forwards plain requests and refuses every tunnel. `asked` is what it was asked for. */
let proxy: Server;
let asked: string[];

beforeEach(async () => {
  asked = [];
  proxy = createServer((incoming, outgoing) => {
    asked.push(new URL(incoming.url ?? '').pathname.replace(token, '<token>'));
    const { method, headers } = incoming;
    const forwarded = request(incoming.url ?? '', { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(forwarded);
  });
  proxy.on('connect', ({ url }, socket) => {
    asked.push(`tunnel to ${url}`);
    socket.end('HTTP/1.1 403 Filtered\r\n\r\n');
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
});

afterEach(() => {
  proxy.closeAllConnections();
  proxy.close();
});

it('calls and file downloads go through the egress proxy', async () => {
  await using simulator = await disposableSimulator();
  const { apiRoot } = simulator.telegram;
  const person = simulator.telegram.addPerson({ name: 'Олена Коваль', phone: '+380500000001' });
  const sent = await person.sendDocument({ name: 'a.txt', mime: 'text/plain', bytes: Buffer.from('вміст') });
  const options = { token, apiRoot, egressProxy: proxyUrl() };
  const telegram = createTelegramClient(options);

  expect(await callTelegram(telegram, 'getMe', {})).toMatchObject({ kind: 'done' });
  const opened = await createSentFiles(telegram, options).open(sent.files[0]?.fileId ?? '');
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  expect(await text(opened.content)).toBe('вміст');
  expect(asked).toEqual(['/bot<token>/getMe', '/bot<token>/getFile', expect.stringMatching(/^\/file\/bot<token>\//)]);
});

it('a tunnel that the proxy refuses is a connection that was never made: the call is repeated', async () => {
  const options = { token, apiRoot: 'https://api.telegram.example', egressProxy: proxyUrl() };
  const telegram = createTelegramClient(options);
  expect(await callTelegram(telegram, 'sendMessage', { chat_id: 1, text: 'слово' })).toEqual({
    kind: 'retry',
    afterMs: 1000,
    reason: 'unreachable',
  });
  expect(asked).toEqual(['tunnel to api.telegram.example:443']);
});

function proxyUrl(): string {
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  return `http://127.0.0.1:${address.port}`;
}

async function disposableSimulator() {
  const telegram = await createTelegramSimulator({ token, limits: false });
  return { telegram, [Symbol.asyncDispose]: () => telegram.close() };
}
