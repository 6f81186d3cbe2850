import { once } from 'node:events';
import { createServer as createPlainServer, request as plainRequest } from 'node:http';
import { createServer } from 'node:https';
import { type ConnectionOptions, TLSSocket, connect as tlsConnect } from 'node:tls';
import { type MutualTls, notConnectedCode, serviceNames } from '@desk/tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TwoZones, twoZones } from './two-zones.ts';

const dayMs = 86_400_000;
const withinMs = 15_000;
const get = () => ({ method: 'GET', headers: {}, signal: AbortSignal.timeout(withinMs) });

let ours: TwoZones;
let others: TwoZones;
let former: TwoZones;
let bot: MutualTls;
let gateway: MutualTls;
beforeAll(async () => {
  [ours, others, former] = await Promise.all([twoZones(), twoZones(), twoZones({ madeMs: Date.now() - 91 * dayMs })]);
  [bot, gateway] = [await ours.open('bot'), await ours.open('gateway')];
});
afterAll(() => Promise.all([ours, others, former].map((each) => each.close())));

describe('between the bot and the gateway', () => {
  /** @claim border Between the zones both ends prove who they are, under TLS 1.3. (ASVS 12.1.3, 12.3.5) */
  it('each proves who it is, under TLS 1.3', async () => {
    const seen: unknown[] = [];
    const address = await ours.listen(gateway, ({ socket }, response) => {
      if (!(socket instanceof TLSSocket)) throw new Error('Not TLS.');
      seen.push(socket.getProtocol(), socket.authorized, socket.getPeerX509Certificate()?.subjectAltName);
      response.end('here');
    });
    const answer = await bot.fetch(address, get());
    expect([answer.status, await answer.text()]).toEqual([200, 'here']);
    expect(seen).toEqual(['TLSv1.3', true, `DNS:${serviceNames.bot}`]);
  });

  it('the other way round as well', async () => {
    const address = await ours.listen(bot, (_, response) => response.writeHead(204).end());
    expect((await gateway.fetch(address, get())).status).toBe(204);
  });

  it('a body that streams arrives whole, and a connection serves call after call', async () => {
    const sockets = new Set<unknown>();
    const address = await ours.listen(gateway, async (request, response) => {
      sockets.add(request.socket);
      let bytes = 0;
      for await (const chunk of request) bytes += chunk.length;
      response.end(String(bytes));
    });
    const body = () => new Blob([new Uint8Array(1_000_000)]).stream();
    const streamed = await bot.fetch(address, { ...get(), method: 'PUT', body: body() });
    expect(await streamed.text()).toBe('1000000');
    const again = await bot.fetch(address, { ...get(), method: 'POST', body: new Uint8Array(10) });
    expect([await again.text(), sockets.size]).toEqual(['10', 1]);
  });

  it('a body that breaks off breaks the call off', async () => {
    const { promise: arrived, resolve } = Promise.withResolvers<unknown>();
    const address = await ours.listen(gateway, (request) => request.once('data', resolve));
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(10)),
      async pull(controller) {
        await arrived;
        controller.error(new Error('The source is gone.'));
      },
    });
    const failure = await bot.fetch(address, { ...get(), method: 'PUT', body }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(codeOf(failure)).not.toBe(notConnectedCode);
  });

  it('a call that is given up ends, and what may have arrived is not called unsent', async () => {
    const givingUp = new AbortController();
    const address = await ours.listen(gateway, () => givingUp.abort());
    const { signal } = givingUp;
    const failure = await bot.fetch(address, { ...get(), signal }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(codeOf(failure)).not.toBe(notConnectedCode);
  });
});

describe("the gateway's listener", () => {
  const asked: string[] = [];
  let address: URL;
  beforeAll(async () => {
    address = await ours.listen(gateway, (request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
  });

  /** Whoever comes says a request at once, and hears nothing. */
  async function hears(options: ConnectionOptions): Promise<string> {
    const heard: string[] = [];
    const port = Number(address.port);
    const socket = tlsConnect({ host: '127.0.0.1', port, servername: serviceNames.gateway, ...options });
    socket.on('data', (chunk) => heard.push(String(chunk)));
    socket.on('error', () => undefined);
    socket.write('GET /stolen HTTP/1.1\r\nhost: gateway\r\nconnection: close\r\n\r\n');
    await new Promise((resolve) => socket.once('close', resolve));
    return heard.join('');
  }

  it('answers whoever has what the bot has (so that the others below are turned away for a reason)', async () => {
    expect(await hears(await ours.stolenFrom(ours.zones[0]))).toMatch(/^HTTP\/1.1 200/);
    asked.splice(0);
  });

  const ca = async () => (await ours.stolenFrom(ours.zones[0])).ca;
  it.each<[string, () => Promise<ConnectionOptions>]>([
    ['with no certificate', async () => ({ rejectUnauthorized: false })],
    [
      'with one of another installation',
      async () => ({ ...(await others.stolenFrom(others.zones[0])), ca: await ca() }),
    ],
    ["with the gateway's own", () => ours.stolenFrom(ours.zones[1])],
    ['with one that has ended', async () => ({ ...(await former.stolenFrom(former.zones[0])), ca: await ca() })],
    ['under TLS 1.2', async () => ({ ...(await ours.stolenFrom(ours.zones[0])), maxVersion: 'TLSv1.2' })],
  ])('does not answer a caller %s', async (_, options) => {
    expect(await hears(await options())).toBe('');
    expect(asked).toEqual([]);
  });

  /** @claim border No TLS session is resumed: who was trusted then is judged anew. */
  it('refuses to resume a connection: what was trusted then may not be now', async () => {
    const stolen = await ours.stolenFrom(ours.zones[0]);
    const port = Number(address.port);
    const first = tlsConnect({ host: '127.0.0.1', port, servername: serviceNames.gateway, ...stolen });
    const [session] = await once(first, 'session');
    first.destroy();
    expect(await hears({ ...stolen, session })).toBe('');
    expect(ours.said()).toContainEqual(expect.objectContaining({ reason: 'resumed' }));
    expect(asked).toEqual([]);
  });

  /** @claim border With certificates, the gateway answers nobody without TLS. (ASVS 12.3.3) */
  it('does not answer whoever speaks without TLS', async () => {
    const request = plainRequest({ host: '127.0.0.1', port: address.port, path: '/stolen' }).end();
    await expect(once(request, 'response')).rejects.toThrow();
    expect(asked).toEqual([]);
  });
});

describe('the bot says nothing to', () => {
  it.each<[string, () => Promise<{ address: URL; heard: () => number }>]>([
    ['a gateway of another installation', () => impostor(others, 1)],
    ["whoever shows the bot's own certificate in the gateway's place", () => impostor(ours, 0)],
    ['a gateway whose certificate has ended', () => impostor(former, 1)],
    ['whoever answers without TLS', plainServer],
  ])('%s, and knows that nothing was sent', async (_, start) => {
    const { address, heard } = await start();
    const body = new TextEncoder().encode('a secret');
    const failure = await bot.fetch(address, { ...get(), method: 'POST', body }).catch((error: unknown) => error);
    expect(codeOf(failure)).toBe(notConnectedCode);
    expect(heard()).toBe(0);
  });

  async function impostor(installation: TwoZones, zone: 0 | 1) {
    let requests = 0;
    const stolen = await installation.stolenFrom(installation.zones[zone]);
    const server = createServer({ ...stolen, requestCert: true, rejectUnauthorized: false }, (_, response) => {
      requests += 1;
      response.end();
    });
    return { address: await ours.admit(server), heard: () => requests };
  }

  async function plainServer() {
    let requests = 0;
    const server = createPlainServer((_, response) => {
      requests += 1;
      response.end();
    });
    return { address: await ours.admit(server), heard: () => requests };
  }
});

function codeOf(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? cause.code : undefined;
}
