import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initKeys } from '@desk/crypto';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addKeyCommands } from './add-key-commands.ts';
import type { KeyDesk, PeerVerdict, SealedCount, Zone } from './key-desk.ts';

const minuteMs = 60_000;

let home: string;
let nowMs: number;
let counted: readonly SealedCount[] | null;
let verdict: PeerVerdict;
let secretFile: string | null;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'desk-key-commands-'));
  [nowMs, counted, verdict, secretFile] = [Date.UTC(2026, 10, 22, 9), [], 'accepted', null];
  await initKeys({ dmzDir: join(home, 'dmz'), internalDir: join(home, 'internal'), nowMs });
});
afterEach(() => rm(home, { recursive: true }));

function deskOf(zone: Zone): KeyDesk {
  return {
    dir: join(home, zone),
    countSealed: async () => counted,
    tryAtPeer: async () => verdict,
    webhookSecretFile: secretFile,
    close: async () => undefined,
  };
}

/** What the command says; a `!` before what went wrong. */
async function run(zone: Zone, ...words: string[]): Promise<readonly string[]> {
  const said: string[] = [];
  const program = new Command().exitOverride();
  const output = { line: (text: string) => said.push(text), fail: (text: string) => said.push(`! ${text}`) };
  const open = (of: Zone) => async () => ({ kind: 'opened' as const, desk: deskOf(of) });
  addKeyCommands(program.command('keys'), {
    zones: { dmz: open('dmz'), internal: open('internal') },
    now: () => nowMs,
    output,
  });
  await program.parseAsync(['keys', ...words, '--zone', zone], { from: 'user' });
  return said;
}

const kidsOf = async (zone: Zone, folder: string) =>
  (await readdir(join(home, zone, folder))).map((name) => name.split('.')[0] ?? '').sort();

describe('keys rotate', () => {
  it('makes a sealing key that begins later, and says what follows', async () => {
    const said = await run('dmz', 'rotate', 'sealing', '--in', '30');
    expect(said).toEqual([
      expect.stringMatching(/^made .*sealing.20261122t093000z-bot-[0-9a-f]{6}\.key$/),
      expect.stringMatching(/^It begins at 2026-11-22T09:30:00/),
      expect.stringMatching(/carry the file to each host/),
      expect.stringMatching(/desk keys retire sealing/),
    ]);
    expect(await run('dmz', 'rotate', 'sealing')).toEqual([expect.stringMatching(/^! .* has not begun yet/)]);
  });

  it('knows which zone has which keys', async () => {
    expect(await run('dmz', 'rotate', 'tokens')).toEqual(['! dmz: what can be rotated is sealing, signing, webhook.']);
    expect((await run('internal', 'rotate', 'tokens'))[0]).toMatch(/^made .*-tokens-.*\.private\.jwk$/);
    expect((await run('internal', 'rotate', 'phones'))[0]).toMatch(/^made .*-phones-.*\.key$/);
  });

  it('puts a new secret of the webhook where the bot reads it', async () => {
    expect(await run('dmz', 'rotate', 'webhook')).toEqual([expect.stringMatching(/^! .*TELEGRAM_WEBHOOK_SECRET_FILE/)]);
    secretFile = join(home, 'webhook-secret');
    await writeFile(secretFile, 'the-former-secret');
    const said = await run('dmz', 'rotate', 'webhook');
    const secret = (await readFile(secretFile, 'utf8')).trim();
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(said.join('\n')).not.toContain(secret);
  });
});

describe('a signing key', () => {
  it.each<[PeerVerdict, RegExp]>([
    ['refused', /public half belongs into `peers\/`/],
    ['away', /does not answer/],
    ['not-asked', /`--unasked` begins all the same/],
  ])('does not begin where the other zone is asked and the answer is: %s', async (answer, words) => {
    const before = (await run('internal', 'rotate', 'signing')).join('\n');
    expect(before).toMatch(/1\. carry .*\.public\.jwk to `peers\/`[\s\S]*3\. `desk keys begin signing`/);
    verdict = answer;
    expect(await run('internal', 'begin', 'signing')).toEqual([expect.stringMatching(words)]);
    expect((await run('internal', 'status')).join('\n')).toMatch(/prepared: does not sign yet/);
    expect((await run('internal', 'begin', 'signing', '--unasked'))[0]).toMatch(/^made /);
  });

  it('begins once it is believed, and its former one goes with a word for the other zone', async () => {
    const [former = ''] = await kidsOf('dmz', 'signing');
    nowMs += minuteMs;
    await run('dmz', 'rotate', 'signing');
    expect((await run('dmz', 'begin', 'signing'))[0]).toMatch(/^made .*\.private\.jwk$/);
    const said = await run('dmz', 'retire', 'signing');
    expect(said.at(-1)).toBe(`desk keys retire peers ${former}`);
    expect(await kidsOf('dmz', 'signing')).not.toContain(former);
    expect(await run('internal', 'retire', 'peers', former)).toEqual([expect.stringMatching(/^! It is the only key/)]);
    expect(await run('internal', 'retire', 'peers', 'other')).toEqual([`! Name one of the keys in peers/: ${former}.`]);
  });
});

describe('keys retire', () => {
  beforeEach(async () => {
    await run('internal', 'rotate', 'sealing');
    await run('internal', 'rotate', 'tokens');
    nowMs += 5 * minuteMs;
  });

  it('waits for what was made with the former key, unless somebody has it who should not', async () => {
    expect(await run('internal', 'retire', 'sealing')).toEqual([expect.stringMatching(/is needed until .*09:12:00/)]);
    expect(await run('internal', 'retire', 'tokens')).toEqual([expect.stringMatching(/2026-11-23T09:02:00/)]);
    expect((await run('internal', 'retire', 'tokens', '--at-once'))[0]).toMatch(/^removed .*tokens/);
  });

  /** @claim border A sealing key is not taken away while anything is sealed under it, not even in a hurry. */
  it('keeps what still seals something, whoever asks', async () => {
    const [former = '', current = ''] = await kidsOf('internal', 'sealing');
    const sealed = (kid: string, what: string): SealedCount => ({ folder: 'sealing', kid, what, rows: 3 });
    counted = [sealed(former, 'audit-checkpoints'), sealed(current, 'audit-checkpoints')];
    expect(await run('internal', 'retire', 'sealing', '--at-once')).toEqual([
      `! sealing/${former} stays: audit-checkpoints 3; \`audit verify\` needs it for as long as these are kept.`,
    ]);
    counted = null;
    expect(await run('internal', 'retire', 'sealing', '--at-once')).toEqual([expect.stringMatching(/DATABASE_URL/)]);
    counted = [sealed(current, 'audit-checkpoints')];
    expect((await run('internal', 'retire', 'sealing', '--at-once'))[0]).toMatch(new RegExp(`^removed .*${former}`));
    expect(await run('internal', 'retire', 'sealing')).toEqual(['! There is no former key in sealing/.']);
  });

  it.each(['internal/secrets/tracker-webhook.secret', 'a-file-of-its-own'])(
    "ends the former secret of the tracker's webhooks, which counts while %s has a newer one",
    async (path) => {
      expect(await run('internal', 'rotate', 'webhook')).toEqual([
        expect.stringMatching(/^! .*TRACKER_WEBHOOK_SECRET_FILE/),
      ]);
      secretFile = join(home, path);
      await writeFile(secretFile, 'the-former-secret');
      const said = (await run('internal', 'rotate', 'webhook')).join('\n');
      expect(said).toMatch(/desk tracker webhook register/);
      expect(said).toContain(`made ${secretFile}`);
      const formerFile = join(home, 'internal', 'secrets', 'tracker-webhook.former.secret');
      expect(await readFile(formerFile, 'utf8')).toBe('the-former-secret\n');
      expect(await run('internal', 'retire', 'webhook')).toEqual([
        `removed ${formerFile}`,
        'Only the newer secret counts.',
      ]);
    },
  );
});

it('keys status shows each key, what it seals and what nobody has the key for', async () => {
  await run('dmz', 'rotate', 'sealing');
  const [former = ''] = await kidsOf('dmz', 'sealing');
  counted = [
    { folder: 'sealing', kid: former, what: 'subject-keys', rows: 12 },
    { folder: 'sealing', kid: former, what: 'inbox', rows: 1 },
    { folder: 'phones', kid: 'inside', what: 'phones', rows: 12 },
  ];
  const said = await run('dmz', 'status');
  expect(said).toEqual([
    `sealing/${former}  in force  0 days  subject-keys 12, inbox 1`,
    expect.stringMatching(/^sealing\/.* {2}to come {2}not begun$/),
    expect.stringMatching(/^signing\/.* {2}in force {2}0 days$/),
    expect.stringMatching(/^peers\/.* {2}believed$/),
    'phones/inside  not here  phones 12',
  ]);
  counted = null;
  expect((await run('dmz', 'status')).at(-1)).toMatch(/set DATABASE_URL/);
});

it('wants to know whose keys are meant', async () => {
  const program = new Command().exitOverride();
  const said: string[] = [];
  const output = { line: (text: string) => said.push(text), fail: (text: string) => said.push(`! ${text}`) };
  const none = async () => ({ kind: 'refused' as const, lines: ['KEYS_DIR is missing.'] });
  addKeyCommands(program.command('keys'), { zones: { dmz: none, internal: none }, now: () => nowMs, output });
  await program.parseAsync(['keys', 'status'], { from: 'user' });
  await program.parseAsync(['keys', 'status', '--zone', 'dmz'], { from: 'user' });
  expect(said).toEqual(['! --zone is one of dmz, internal.', '! KEYS_DIR is missing.']);
});
