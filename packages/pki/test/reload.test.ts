import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ConnectionOptions, TLSSocket, connect as tlsConnect } from 'node:tls';
import { type MutualTls, serviceNames, tlsFiles } from '@desk/tls';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { finishRotation, renewCertificates, rotateAuthority } from '../src/index.ts';
import { type TwoZones, twoZones } from './two-zones.ts';

const dayMs = 86_400_000;
const withinMs = 15_000;
const get = () => ({ method: 'GET', headers: {}, signal: AbortSignal.timeout(withinMs) });

let desk: TwoZones;
let bot: MutualTls;
let gateway: MutualTls;
beforeEach(async () => {
  desk = await twoZones();
  [bot, gateway] = [await desk.open('bot'), await desk.open('gateway')];
});
afterEach(() => desk.close());

/** Answers with the serial number of the certificate that the caller showed. */
const tellSerial: Parameters<TwoZones['listen']>[1] = ({ socket }, response) => {
  const shown = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  response.end(shown?.serialNumber);
};

const serialAt = async (address: URL) => (await bot.fetch(address, get())).text();
const all = () => ({ caDir: desk.caDir, zones: desk.zones, nowMs: desk.now() });
const look = () => Promise.all([bot.look(), gateway.look()]);

/** A connection over which one call was answered, as of whoever holds what the bot had; `ended` once it is closed. */
async function connection(address: URL, shown: ConnectionOptions) {
  const socket = tlsConnect({
    host: '127.0.0.1',
    port: Number(address.port),
    servername: serviceNames.gateway,
    ...shown,
  });
  socket.on('error', () => undefined);
  const ended = new Promise<'turned away'>((resolve) => socket.once('close', () => resolve('turned away')));
  socket.write('GET / HTTP/1.1\r\nhost: gateway\r\n\r\n');
  const answered = new Promise<{ socket: TLSSocket; ended: Promise<unknown> }>((resolve) =>
    socket.once('data', () => resolve({ socket, ended })),
  );
  return Promise.race([answered, ended]);
}

async function answeredOver(...how: Parameters<typeof connection>) {
  const made = await connection(...how);
  if (made === 'turned away') throw new Error('The connection was turned away.');
  return made;
}

/** @claim border Certificates are replaced without a restart. */
it('new certificates count for new calls, and a call in hand ends on the former ones', async () => {
  const { promise: asked, resolve: hasAsked } = Promise.withResolvers<void>();
  const { promise: go, resolve: goOn } = Promise.withResolvers<void>();
  const slow = await desk.listen(gateway, async (request, response) => {
    hasAsked();
    await go;
    tellSerial(request, response);
  });
  const quick = await desk.listen(gateway, tellSerial);
  const before = await serialAt(quick);
  const inHand = serialAt(slow);
  await asked;
  expect(await renewCertificates(all())).toMatchObject({ kind: 'done' });
  await look();
  const after = await serialAt(quick);
  goOn();
  expect(await inHand).toBe(before);
  expect(after).not.toBe(before);
});

it('an authority is changed while calls go on, at every step and in whichever order it is carried', async () => {
  const address = await desk.listen(gateway, tellSerial);
  const serials = new Set<string>();
  const works = async () => serials.add(await serialAt(address));
  await works();
  expect(await rotateAuthority(all())).toMatchObject({ kind: 'done' });
  await bot.look();
  await works();
  await gateway.look();
  await works();
  expect(await renewCertificates(all())).toMatchObject({ kind: 'done' });
  await gateway.look();
  await works();
  await bot.look();
  await works();
  expect(await finishRotation(all())).toMatchObject({ kind: 'done' });
  await bot.look();
  await works();
  await gateway.look();
  await works();
  expect(serials.size).toBe(2);
});

/**
 * @claim border After a rotation what the former authority issued opens nothing, and its connections end. (ASVS 12.3.4)
 */
it('what the former authority issued opens nothing once it is dropped, and its connections end', async () => {
  const address = await desk.listen(gateway, tellSerial);
  const stolen = await desk.stolenFrom(desk.zones[0]);
  await rotateAuthority(all());
  await renewCertificates(all());
  await gateway.look();
  const { ca } = await desk.stolenFrom(desk.zones[0]);
  const open = await answeredOver(address, { ...stolen, ca });
  await finishRotation(all());
  await look();
  await open.ended;
  expect(await connection(address, { ...stolen, ca })).toBe('turned away');
});

/** @claim border A connection ends with the certificate it was made with. */
it('a connection does not outlive the certificate that it was made with', async () => {
  const address = await desk.listen(gateway, tellSerial);
  const open = await answeredOver(address, await desk.stolenFrom(desk.zones[0]));
  desk.pass(89 * dayMs);
  await gateway.look();
  expect(open.socket.destroyed).toBe(false);
  desk.pass(2 * dayMs);
  await gateway.look();
  await open.ended;
});

it('files that cannot be used change nothing, and are told of once', async () => {
  const address = await desk.listen(gateway, tellSerial);
  const before = await serialAt(address);
  const { key } = await desk.stolenFrom(desk.zones[1]);
  for (const wrong of ['', 'no certificate', String(key)]) {
    await writeFile(join(desk.zones[0].dir, tlsFiles.identity), wrong);
    await bot.look();
    expect(await serialAt(address)).toBe(before);
  }
  const told = desk.said().filter(({ message }) => message.startsWith('A file of TLS_DIR cannot be used'));
  expect(told).toHaveLength(1);
});
