import { copyFile, mkdir, mkdtemp, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { initKeys } from './create-keys.ts';
import { describeKeys } from './describe-keys.ts';
import { findUnfinishedRotations } from './find-unfinished.ts';
import { inspectKeys } from './inspect-keys.ts';
import { trackerWebhookSecretFile } from './load-keys.ts';
import { openBotKeys, openGatewayKeys } from './open-keys.ts';
import { createInMemoryReplayTable } from './replay-table.ts';
import {
  addKey,
  beginSigning,
  findPreparedKey,
  type KeyChange,
  listFormerKeys,
  listPeers,
  prepareSigningKey,
  removeFormerWebhookSecret,
  removeKeys,
  renewWebhookSecret,
} from './rotate-keys.ts';
import { openText, sealText } from './seal.ts';
import { createRequestSigner, type SignedRequest } from './sign-request.ts';
import { createRequestVerifier } from './verify-request.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const request: SignedRequest = { method: 'GET', path: '/v1/catalogue', body: new Uint8Array() };

let home: string;
let dmzDir: string;
let internalDir: string;
let nowMs: number;
const now = () => nowMs;

beforeEach(async () => {
  nowMs = Date.UTC(2026, 10, 22, 9);
  home = await mkdtemp(join(tmpdir(), 'desk-rotation-'));
  dmzDir = join(home, 'dmz');
  internalDir = join(home, 'internal');
  await initKeys({ dmzDir, internalDir, nowMs });
});
afterEach(() => rm(home, { recursive: true }));

const renewSecret = () => renewWebhookSecret({ dir: internalDir, file: join(internalDir, trackerWebhookSecretFile) });

async function openBoth() {
  const bot = await openBotKeys({ dir: dmzDir, now });
  const gateway = await openGatewayKeys({ dir: internalDir, now });
  if (bot.kind === 'refused' || gateway.kind === 'refused') throw new Error('Keys that were just made do not open.');
  return { bot, gateway };
}

function madeBy(change: KeyChange): readonly string[] {
  if (change.kind === 'refused') throw new Error(change.problems.map(({ problem }) => problem).join());
  return change.made;
}

describe('a new sealing key', () => {
  test('only opens until its time, seals from then on, and the former one opens on', async () => {
    const { bot } = await openBoth();
    const { sealing } = bot.keys;
    const former = sealing.current;
    const before = sealText(sealing, 'before', 'c');
    await addKey({ dir: dmzDir, folder: 'sealing', beginsAtMs: nowMs + 2 * minuteMs, nowMs });
    expect(await bot.look()).toEqual({ kind: 'adopted', begun: [] });
    expect([sealing.current, sealing.keys.size]).toEqual([former, 2]);

    // Somebody whose clock is ahead uses it already: it opens here.
    const ahead = await openBotKeys({ dir: dmzDir, now: () => nowMs + 3 * minuteMs });
    if (ahead.kind === 'refused') throw new Error('refused');
    expect(openText(sealing, sealText(ahead.keys.sealing, 'early', 'c'), 'c')).toMatchObject({ text: 'early' });

    nowMs += 2 * minuteMs;
    expect(await bot.look()).toEqual({ kind: 'adopted', begun: [`sealing/${sealing.current}`] });
    expect(sealing.current).not.toBe(former);
    expect(await bot.look()).toEqual({ kind: 'same' });
    expect(openText(sealing, before, 'c')).toMatchObject({ text: 'before' });
    expect(await listFormerKeys({ dir: dmzDir, folder: 'sealing' }, nowMs)).toEqual([
      { kid: former, replacedAtMs: nowMs },
    ]);
    await removeKeys({ dir: dmzDir, folder: 'sealing', kids: [former] });
    await bot.look();
    expect(openText(sealing, before, 'c')).toEqual({ kind: 'refused', reason: 'unknown-key' });
  });

  test('is one at a time', async () => {
    await addKey({ dir: dmzDir, folder: 'sealing', beginsAtMs: nowMs + minuteMs, nowMs });
    const again = { dir: dmzDir, folder: 'sealing', beginsAtMs: nowMs + 2 * minuteMs, nowMs } as const;
    expect(await addKey(again)).toMatchObject({ kind: 'refused', problems: [{ problem: 'has not begun yet' }] });
    expect(await addKey({ ...again, folder: 'tokens' })).toMatchObject({ kind: 'refused' });
  });

  test('counts as it is, whole and for its owner alone', async () => {
    const [file = ''] = madeBy(await addKey({ dir: dmzDir, folder: 'sealing', beginsAtMs: nowMs + minuteMs, nowMs }));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readdir(join(dmzDir, 'sealing'))).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect((await describeKeys({ dir: dmzDir, nowMs })).filter(({ folder }) => folder === 'sealing')).toMatchObject([
      { ageDays: 0, isCurrent: true },
      { ageDays: -1, isCurrent: false },
    ]);
  });

  test('that cannot be used changes nothing', async () => {
    const { bot } = await openBoth();
    const { current } = bot.keys.sealing;
    await writeFile(join(dmzDir, 'sealing', '20270101t000000z-bot-0a0b0c.key'), 'half of it');
    expect(await bot.look()).toMatchObject({ kind: 'refused', problems: [{ file: expect.stringContaining('2027') }] });
    expect(bot.keys.sealing.current).toBe(current);
  });
});

describe('a new signing key', () => {
  async function isBelieved(): Promise<string> {
    const { bot, gateway } = zones;
    const header = await createRequestSigner(bot.keys.signing).sign(request, nowMs);
    const replays = createInMemoryReplayTable({ entriesMax: 10 });
    const verifier = createRequestVerifier({ publicKeys: gateway.keys.peers, replays });
    return (await verifier.verify({ ...request, header }, nowMs)).kind;
  }
  let zones: Awaited<ReturnType<typeof openBoth>>;
  const lookAll = () => Promise.all([zones.bot.look(), zones.gateway.look()]);

  /** @claim border A service changes the key it signs with while it runs, and no request is refused at any step of it. */
  test('is believed at every step', async () => {
    zones = await openBoth();
    const former = zones.bot.keys.signing.kid;
    const steps: (() => Promise<unknown>)[] = [
      async () => {
        const [publicHalf = ''] = madeBy(await prepareSigningKey({ dir: dmzDir, nowMs: nowMs + 1_000 }));
        await copyFile(publicHalf, join(internalDir, 'peers', basename(publicHalf)));
      },
      () => beginSigning(dmzDir),
      () => removeKeys({ dir: dmzDir, folder: 'signing', kids: [former] }),
      () => removeKeys({ dir: internalDir, folder: 'peers', kids: [former] }),
    ];
    for (const step of steps) {
      nowMs += minuteMs;
      await step();
      expect(await isBelieved()).toBe('verified');
      await lookAll();
      expect(await isBelieved()).toBe('verified');
    }
    expect(zones.bot.keys.signing.kid).not.toBe(former);
    expect(await listPeers(internalDir)).toEqual([zones.bot.keys.signing.kid]);
    expect(await inspectKeys({ dir: dmzDir, zone: 'dmz' })).toEqual([]);
  });

  test('does not sign before somebody lets it', async () => {
    zones = await openBoth();
    const { kid } = zones.bot.keys.signing;
    await prepareSigningKey({ dir: dmzDir, nowMs: nowMs + 1_000 });
    nowMs += dayMs;
    await lookAll();
    expect(zones.bot.keys.signing.kid).toBe(kid);
    expect(await prepareSigningKey({ dir: dmzDir, nowMs })).toMatchObject({ kind: 'refused' });
    expect((await findPreparedKey(dmzDir))?.kid).toMatch(/^20261122t0900/);
    expect(await inspectKeys({ dir: dmzDir, zone: 'dmz' })).toEqual([]);
    expect(await beginSigning(internalDir)).toMatchObject({ kind: 'refused' });
  });
});

test('tokens of the former key are believed until it is taken away', async () => {
  const { gateway } = await openBoth();
  const { tokens } = gateway.keys;
  const former = tokens.current.kid;
  await addKey({ dir: internalDir, folder: 'tokens', beginsAtMs: nowMs + minuteMs, nowMs });
  nowMs += minuteMs;
  expect(await gateway.look()).toEqual({ kind: 'adopted', begun: [`tokens/${tokens.current.kid}`] });
  expect([tokens.current.kid === former, tokens.publicKeys.has(former), tokens.publicKeys.size]).toEqual([
    false,
    true,
    2,
  ]);
});

test("both secrets of the tracker's webhooks count until the former one is removed", async () => {
  const { gateway } = await openBoth();
  const { trackerWebhookSecrets: secrets } = gateway.keys;
  const [former] = secrets;
  await renewSecret();
  expect(await gateway.look()).toEqual({ kind: 'adopted', begun: ['webhook'] });
  expect(secrets).toEqual([expect.not.stringMatching(former ?? ''), former]);
  expect(await renewSecret()).toMatchObject({ kind: 'refused' });
  await removeFormerWebhookSecret(internalDir);
  await gateway.look();
  expect(secrets).toHaveLength(1);
  await writeFile(join(internalDir, 'secrets', 'former.secret'), 'of something else');
  expect(await removeFormerWebhookSecret(internalDir)).toEqual({ kind: 'done', made: [], removed: [] });
});

describe('a rotation that rests', () => {
  const unfinished = async (dir: string, zone: 'dmz' | 'internal') =>
    (await findUnfinishedRotations({ dir, zone, nowMs })).map(({ what }) => what);

  test('is told of after three days, whichever step it waits for', async () => {
    await addKey({ dir: dmzDir, folder: 'sealing', beginsAtMs: nowMs + minuteMs, nowMs });
    await prepareSigningKey({ dir: dmzDir, nowMs: nowMs + minuteMs });
    await renewSecret();
    const [name = ''] = (await readdir(join(dmzDir, 'signing')))
      .filter((file) => file.endsWith('.public.jwk'))
      .reverse();
    await mkdir(join(internalDir, 'peers'), { recursive: true });
    await copyFile(join(dmzDir, 'signing', name), join(internalDir, 'peers', name));
    expect([...(await unfinished(dmzDir, 'dmz')), ...(await unfinished(internalDir, 'internal'))]).toEqual([]);

    const secret = join(internalDir, 'secrets', 'tracker-webhook.former.secret');
    await utimes(secret, nowMs / 1000, nowMs / 1000);
    nowMs += 3 * dayMs + 2 * minuteMs;
    expect(await unfinished(dmzDir, 'dmz')).toEqual([
      expect.stringMatching(/^the pair signing\/.* does not sign yet$/),
      expect.stringMatching(/^the former key sealing\//),
    ]);
    expect(await unfinished(internalDir, 'internal')).toEqual([
      expect.stringMatching(/^the other zone's former key peers\//),
      expect.stringMatching(/webhooks still counts$/),
    ]);
  });

  test('is none where keys have names of their own', async () => {
    const [name = ''] = await readdir(join(dmzDir, 'sealing'));
    await rename(join(dmzDir, 'sealing', name), join(dmzDir, 'sealing', 'ours.key'));
    expect(await unfinished(dmzDir, 'dmz')).toEqual([]);
  });
});
