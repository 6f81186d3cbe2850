import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type NetworkGate, openNetworkGate } from './network-gate.ts';

let echo: Server;
let gate: NetworkGate;

beforeEach(async () => {
  echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket)).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const address = echo.address();
  if (address === null || typeof address === 'string') throw new Error('The echo server has no port.');
  gate = await openNetworkGate(`redis://:secret@127.0.0.1:${address.port}/2`);
});

afterEach(async () => {
  await gate.stop();
  echo.close();
});

function dial(): Socket {
  return connect(Number(new URL(gate.url).port), '127.0.0.1').on('error', () => undefined);
}

async function echoed(socket: Socket, text: string): Promise<string> {
  socket.write(text);
  const [chunk] = await once(socket, 'data');
  return String(chunk);
}

test('open, it passes everything on under the server’s own url', async () => {
  const socket = dial();
  expect(await echoed(socket, 'hello')).toBe('hello');
  expect(gate.url).toMatch(/^redis:\/\/:secret@127\.0\.0\.1:\d+\/2$/);
  socket.destroy();
});

test('shut, it breaks what is connected and lets nobody in', async () => {
  const before = dial();
  await echoed(before, 'hello');
  gate.shut();
  await once(before, 'close');
  const after = dial();
  await once(after, 'close');
  expect([before.destroyed, after.destroyed]).toEqual([true, true]);
});

test('opened again, it is as before', async () => {
  gate.shut();
  gate.open();
  const socket = dial();
  expect(await echoed(socket, 'again')).toBe('again');
  socket.destroy();
});

test('led elsewhere, it keeps its url and breaks what led to the old place', async () => {
  const other = createServer((socket) => socket.on('error', () => undefined).end('elsewhere')).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  if (address === null || typeof address === 'string') throw new Error('The other server has no port.');
  const before = dial();
  await echoed(before, 'hello');
  gate.leadTo(`redis://127.0.0.1:${address.port}`);
  await once(before, 'close');
  const after = dial();
  const [words] = await once(after, 'data');
  expect(String(words)).toBe('elsewhere');
  after.destroy();
  other.close();
});
