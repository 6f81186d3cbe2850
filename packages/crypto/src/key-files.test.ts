import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBotKeys, createGatewayKeys, initKeys } from './create-keys.ts';
import { loadBotKeys, loadGatewayKeys } from './load-keys.ts';
import { createInMemoryReplayTable } from './replay-table.ts';
import { openText, sealText } from './seal.ts';
import { createRequestSigner, type SignedRequest } from './sign-request.ts';
import { createRequestVerifier } from './verify-request.ts';

const now = Date.UTC(2026, 10, 2, 9, 0, 0);
const request: SignedRequest = { method: 'GET', path: '/v1/catalogue', body: new Uint8Array() };

let home: string;
let dmzDir: string;
let internalDir: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'desk-keys-'));
  dmzDir = join(home, 'dmz');
  internalDir = join(home, 'internal');
});

afterEach(() => rm(home, { recursive: true }));

async function loadBoth() {
  const bot = await loadBotKeys(dmzDir);
  const gateway = await loadGatewayKeys(internalDir);
  if (bot.kind !== 'loaded' || gateway.kind !== 'loaded') throw new Error('expected both zones to load their keys');
  return { bot: bot.keys, gateway: gateway.keys };
}

async function carry(file: string, folder: string): Promise<void> {
  await mkdir(folder);
  await copyFile(file, join(folder, basename(file)));
}

async function onlyFile(dir: string, folder: string): Promise<string> {
  const [name] = await readdir(join(dir, folder));
  if (!name) throw new Error(`expected a file in ${folder}`);
  return join(dir, folder, name);
}

describe('initKeys', () => {
  test('gives each zone what it needs to prove itself to the other', async () => {
    await initKeys({ dmzDir, internalDir, nowMs: now });
    const { bot, gateway } = await loadBoth();
    for (const [from, to] of [
      [bot, gateway],
      [gateway, bot],
    ] as const) {
      const header = await createRequestSigner(from.signing).sign(request, now);
      const replays = createInMemoryReplayTable({ entriesMax: 10 });
      const verify = createRequestVerifier({ publicKeys: to.peers, replays }).verify;
      expect(await verify({ ...request, header }, now)).toEqual({ kind: 'verified', kid: from.signing.kid });
    }
  });

  test('keeps every secret of the inside out of the DMZ', async () => {
    await initKeys({ dmzDir, internalDir, nowMs: now });
    const { bot, gateway } = await loadBoth();
    expect((await readdir(dmzDir)).sort()).toEqual(['peers', 'sealing', 'signing']);
    const phone = sealText(gateway.phones, '+380 50 000 00 01', 'phone:1');
    expect(openText(bot.sealing, phone, 'phone:1')).toEqual({ kind: 'refused', reason: 'unknown-key' });
    const peer = await readFile(await onlyFile(dmzDir, 'peers'), 'utf8');
    expect(Object.keys(JSON.parse(peer)).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  });

  test('makes files that only their owner can read', async () => {
    const created = await initKeys({ dmzDir, internalDir, nowMs: now });
    if (created.kind !== 'created') throw new Error('expected keys to be created');
    const modes = new Set<number>();
    for (const file of created.files) modes.add((await stat(file)).mode & 0o777);
    expect([...modes]).toEqual([0o600]);
  });

  test('refuses to overwrite, and then changes neither zone', async () => {
    await createGatewayKeys({ dir: internalDir, nowMs: now });
    const before = await readdir(internalDir, { recursive: true });
    const refused = await initKeys({ dmzDir, internalDir, nowMs: now });
    expect(refused).toMatchObject({ kind: 'refused', problems: [{ file: internalDir }] });
    expect(await readdir(internalDir, { recursive: true })).toEqual(before);
    await expect(readdir(dmzDir)).rejects.toThrow('ENOENT');
  });
});

describe('keys made zone by zone', () => {
  test('work once the public halves were carried over', async () => {
    const bot = await createBotKeys({ dir: dmzDir, nowMs: now });
    const gateway = await createGatewayKeys({ dir: internalDir, nowMs: now });
    if (bot.kind !== 'created' || gateway.kind !== 'created') throw new Error('expected keys to be created');
    expect(await loadBotKeys(dmzDir)).toMatchObject({
      kind: 'refused',
      problems: [{ file: join(dmzDir, 'peers', '*.public.jwk'), remedy: expect.stringContaining('signing/') }],
    });
    await carry(gateway.publicKeyFile, join(dmzDir, 'peers'));
    await carry(bot.publicKeyFile, join(internalDir, 'peers'));
    const keys = await loadBoth();
    expect([...keys.bot.peers.keys()]).toEqual([keys.gateway.signing.kid]);
    expect([...keys.gateway.peers.keys()]).toEqual([keys.bot.signing.kid]);
  });

  test('are not made twice', async () => {
    await createBotKeys({ dir: dmzDir, nowMs: now });
    expect((await createBotKeys({ dir: dmzDir, nowMs: now })).kind).toBe('refused');
    await createGatewayKeys({ dir: internalDir, nowMs: now });
    expect((await createGatewayKeys({ dir: internalDir, nowMs: now })).kind).toBe('refused');
  });
});

describe('loading', () => {
  test('names everything that is missing at once', async () => {
    const refused = await loadGatewayKeys(internalDir);
    if (refused.kind !== 'refused') throw new Error('expected a refusal');
    expect(refused.problems.map(({ file }) => file.slice(internalDir.length + 1))).toEqual([
      'sealing/*.key',
      'signing/*.private.jwk',
      'peers/*.public.jwk',
      'phones/*.key',
      'tokens/*.private.jwk',
      'secrets/tracker-webhook.secret',
    ]);
  });

  test.each([
    ['sealing', 'c2hvcnQtY2FuYXJ5'],
    ['phones', 'c2hvcnQtY2FuYXJ5'],
    ['signing', '{"kty":"OKP","crv":"Ed25519","d":"c2hvcnQtY2FuYXJ5","x":"c2hvcnQtY2FuYXJ5"}'],
    ['tokens', '{ "d": "c2hvcnQtY2FuYXJ5'],
    ['peers', '[]'],
    ['secrets', 'short'],
  ])('names a wrong file in %s and its remedy, and never quotes it', async (folder, wrong) => {
    await initKeys({ dmzDir, internalDir, nowMs: now });
    const names = await readdir(join(internalDir, folder));
    const name = names.find((entry) => !(folder === 'signing' && entry.endsWith('.public.jwk'))) ?? '';
    const file = join(internalDir, folder, name);
    await writeFile(file, wrong);
    const refused = await loadGatewayKeys(internalDir);
    expect(refused).toMatchObject({ kind: 'refused', problems: [{ file, remedy: expect.stringMatching(/\S/) }] });
    expect(JSON.stringify(refused)).not.toContain('c2hvcnQtY2FuYXJ5');
  });

  test('a private key left among the peers is refused', async () => {
    await initKeys({ dmzDir, internalDir, nowMs: now });
    const peer = await onlyFile(dmzDir, 'peers');
    const privateName = basename(peer).replace('.public.jwk', '.private.jwk');
    await copyFile(join(internalDir, 'signing', privateName), peer);
    expect(await loadBotKeys(dmzDir)).toMatchObject({ kind: 'refused', problems: [{ file: peer }] });
  });

  test('the newest key seals; older ones still open', async () => {
    await initKeys({ dmzDir, internalDir, nowMs: now });
    const old = (await loadBoth()).bot.sealing;
    const later = join(home, 'later');
    await createBotKeys({ dir: later, nowMs: now + 86_400_000 });
    const newer = await onlyFile(later, 'sealing');
    await copyFile(newer, join(dmzDir, 'sealing', basename(newer)));
    const rotated = (await loadBoth()).bot.sealing;
    expect(`${rotated.current}.key`).toBe(basename(newer));
    expect(openText(rotated, sealText(old, 'text', 'a:1'), 'a:1')).toEqual({ kind: 'opened', text: 'text' });
  });
});
