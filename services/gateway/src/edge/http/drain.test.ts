import { once } from 'node:events';
import { connect } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDrain, type Drain } from './drain.ts';

let app: FastifyInstance;
let drain: Drain;
let url: URL;
let asked: PromiseWithResolvers<void>;
let answer: PromiseWithResolvers<string>;
beforeEach(async () => {
  app = fastify();
  drain = createDrain();
  drain.watch(app);
  asked = Promise.withResolvers();
  answer = Promise.withResolvers();
  app.get('/', () => {
    asked.resolve();
    return answer.promise;
  });
  url = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
});
afterEach(async () => {
  answer.resolve('too late');
  await app.close();
});

const longMs = 30_000;

it('what is in hand is answered; whatever comes after is asked to come again in two seconds', async () => {
  const first = fetch(url);
  await asked.promise;
  const drained = drain.begin(longMs);

  const second = await fetch(url);
  expect([second.status, second.headers.get('retry-after'), second.headers.get('connection')]).toEqual([
    503,
    '2',
    'close',
  ]);
  answer.resolve('well');
  expect(await (await first).text()).toBe('well');
  expect(await drained).toBe(true);
});

it('with nothing in hand it is over at once', async () => {
  answer.resolve('well');
  expect((await fetch(url)).status).toBe(200);
  expect(await drain.begin(longMs)).toBe(true);
});

it('a sender who goes away before the answer is not waited for', async () => {
  const socket = connect(Number(url.port), url.hostname);
  socket.write('GET / HTTP/1.1\r\nhost: desk\r\n\r\n');
  await asked.promise;
  const drained = drain.begin(longMs);
  socket.destroy();
  await once(socket, 'close');
  expect(await drained).toBe(true);
});

it('what takes too long is waited for no more', async () => {
  const first = fetch(url);
  await asked.promise;
  expect(await drain.begin(20)).toBe(false);
  answer.resolve('well');
  await first;
});
