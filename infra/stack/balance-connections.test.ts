import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type Balancer, balanceConnections } from './balance-connections.ts';

const servers: Server[] = [];
const balancers: Balancer[] = [];

afterEach(async () => {
  for (const balancer of balancers.splice(0)) await balancer.close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(name: string): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer((_request, response) => response.setHeader('connection', 'close').end(name));
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { port: typeof address === 'object' && address !== null ? address.port : 0, server };
}

async function balance(ports: readonly number[]): Promise<Balancer> {
  const balancer = await balanceConnections();
  balancers.push(balancer);
  balancer.leadTo(ports);
  return balancer;
}

const ask = async ({ port }: Balancer) => (await fetch(`http://127.0.0.1:${port}/`)).text();

test('connections go to one after another', async () => {
  const balancer = await balance([(await serve('first')).port, (await serve('second')).port]);
  expect([await ask(balancer), await ask(balancer), await ask(balancer)]).toEqual(['first', 'second', 'first']);
});

test('nobody is led to where nobody listens', async () => {
  const [gone, there] = [await serve('gone'), await serve('there')];
  const balancer = await balance([gone.port, there.port]);
  gone.server.close();
  expect([await ask(balancer), await ask(balancer)]).toEqual(['there', 'there']);
  balancer.leadTo([]);
  await expect(ask(balancer)).rejects.toThrow();
});

test('a connection breaks with the process behind it', async () => {
  const { port, server } = await serve('first');
  const socket = connect((await balance([port])).port, '127.0.0.1');
  await Promise.all([once(socket, 'connect'), once(server, 'connection')]);
  const closed = once(socket, 'close');
  server.closeAllConnections();
  await closed;
});
