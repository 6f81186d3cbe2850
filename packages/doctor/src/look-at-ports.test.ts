import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { lookAtPorts } from './index.ts';

it('tells a port that is taken, one that is free, and an address that is not here', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  expect(await lookAtPorts('127.0.0.1', { A: port, B: 0 })).toEqual([
    { setting: 'A', port, state: 'taken' },
    { setting: 'B', port: 0, state: 'free' },
  ]);
  expect(await lookAtPorts('192.0.2.1', { A: port })).toEqual([{ setting: 'A', port, state: 'no-such-address' }]);
  await new Promise((resolve) => server.close(resolve));
});
