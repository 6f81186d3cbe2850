import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addPkiCommands } from './pki-commands.ts';

const dayMs = 86_400_000;
const nowMs = Date.parse('2026-11-23T08:00:00Z');
const carry = 'Now carry each folder to its host: a service reads what is new by itself.';

let home: string;
let both: readonly string[];
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'desk-pki-commands-'));
  both = ['--ca', `${home}/ca`, '--dmz', `${home}/dmz`, '--internal', `${home}/internal`];
});
afterEach(() => rm(home, { recursive: true }));

async function run(words: readonly string[], at = nowMs): Promise<readonly string[]> {
  const said: string[] = [];
  const program = new Command().exitOverride();
  const output = { line: (text: string) => said.push(text), fail: (text: string) => said.push(`! ${text}`) };
  addPkiCommands(program, () => at, output);
  await program.parseAsync(['pki', ...words], { from: 'user' });
  return said.map((line) => line.replaceAll(home, '').replace(/\d{4}-[0-9a-f]{6}/, 'id'));
}

it('pki init makes an authority and two folders to carry, and shows nothing that is secret', async () => {
  const said = await run(['init', ...both]);
  expect(said).toEqual([
    'made /ca/id.authority.pem',
    'made /dmz/authorities.pem',
    'made /dmz/identity.pem',
    'made /internal/authorities.pem',
    'made /internal/identity.pem',
    carry,
  ]);
  const secret = (await readFile(`${home}/dmz/identity.pem`, 'utf8')).split('\n')[1] ?? '';
  expect(said.join()).not.toContain(secret);
});

it('pki renew can be asked every night', async () => {
  await run(['init', ...both]);
  expect(await run(['renew', ...both, '--within-days', '30'])).toEqual(['Nothing to renew yet.']);
  expect(await run(['renew', ...both, '--within-days', '30'], nowMs + 61 * dayMs)).toContain('made /dmz/identity.pem');
});

it('pki rotate is finished only once everybody has new certificates', async () => {
  await run(['init', ...both]);
  expect(await run(['rotate', ...both], nowMs + dayMs)).toEqual([
    'made /ca/id.authority.pem',
    'made /dmz/authorities.pem',
    'made /internal/authorities.pem',
    carry,
  ]);
  expect(await run(['rotate', '--finish', ...both])).toEqual([
    '! /dmz shows no certificate of the new authority. Run `pki renew` and carry it there first.',
  ]);
  await run(['renew', ...both], nowMs + dayMs);
  expect(await run(['rotate', '--finish', ...both])).toContain('made /dmz/authorities.pem');
});

it('pki show tells when each certificate ends', async () => {
  await run(['init', ...both]);
  expect(await run(['show', ...both])).toEqual([
    '/ca/id.authority.pem: issues, until 2031-11-23 (1826 days)',
    '/dmz/identity.pem: identity, until 2027-02-21 (90 days)',
    '/dmz/authorities.pem: authority-1, until 2031-11-23 (1826 days)',
    '/internal/identity.pem: identity, until 2027-02-21 (90 days)',
    '/internal/authorities.pem: authority-1, until 2031-11-23 (1826 days)',
  ]);
});

it.each([
  [['init', '--ca', '/nowhere'], '! Name a folder: --dmz, --internal, or both.'],
  [['show'], '! No certificate was found there. Name folders: --ca, --dmz, --internal.'],
])('pki says what is missing', async (words, line) => {
  expect(await run(words)).toEqual([line]);
});
