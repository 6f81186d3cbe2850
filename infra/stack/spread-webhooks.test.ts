import { createServer, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { type Spreader, spreadWebhooks } from './spread-webhooks.ts';

const servers: Server[] = [];
const spreaders: Spreader[] = [];

afterEach(async () => {
  for (const spreader of spreaders.splice(0)) await spreader.close();
  for (const server of servers.splice(0)) server.close();
});

async function serve(name: string): Promise<string> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => response.end(`${name} ${request.url} ${request.headers['x-secret']} ${body}`));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

async function spread(targets: readonly string[]): Promise<Spreader> {
  const spreader = await spreadWebhooks();
  spreaders.push(spreader);
  spreader.leadTo(targets);
  return spreader;
}

const post = (url: string) =>
  fetch(`${url}/telegram`, { method: 'POST', headers: { 'x-secret': 'word' }, body: 'update' });

test('requests go to one after another, whole', async () => {
  const { url } = await spread([await serve('first'), await serve('second')]);
  const answers = [await post(url), await post(url), await post(url)];
  expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual([
    'first /telegram word update',
    'second /telegram word update',
    'first /telegram word update',
  ]);
});

test('what is said along with an answer comes along, and whoever does not listen is passed by', async () => {
  const server = createServer((_request, response) => response.writeHead(503, { 'retry-after': '2' }).end());
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const busy = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const gone = await serve('gone');
  await new Promise((resolve) => servers.pop()?.close(resolve));
  const { url } = await spread([gone, busy]);
  for (const answer of [await post(url), await post(url)]) {
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
  }
});

test('where nobody answers the sender is told to try again', async () => {
  const { url } = await spread([]);
  expect((await post(url)).status).toBe(502);
  const { url: dead } = await spread(['http://127.0.0.1:1']);
  expect((await post(dead)).status).toBe(502);
});
