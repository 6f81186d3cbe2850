import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { examineBotZone, openBotKeyDesk } from '@desk/bot';
import { prepareSigningKey, removeKeys } from '@desk/crypto';
import { examineGatewayZone } from '@desk/gateway';
import { addKeyCommands } from '@desk/key-commands';
import { initPki, renewCertificates } from '@desk/pki';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { botEnvironment, gatewayEnvironment, type StackPlace } from '../stack/stack-environment.ts';
import { createDeskWorld } from './desk-world.ts';
import { fileWithIryna } from './world/file-ticket.ts';
import { queryRows } from './world/search-tables.ts';

const border = ['GATEWAY_URL', 'BOT_PRIVATE_URL'] as const;

/** As an operator sets it: the certificates, and addresses that ask for them. */
function encrypted(place: StackPlace, tls: NonNullable<StackPlace['tls']>): StackPlace {
  const asked = border.map((name) => [name, (place.more[name] ?? '').replace('http:', 'https:')]);
  return { ...place, tls, more: { ...place.more, ...Object.fromEntries(asked) } };
}

/** What the doctor says of certificates and of the other zone, where it is not well. */
async function bordersOf(place: StackPlace): Promise<readonly string[]> {
  const findings = [
    ...(await examineBotZone(botEnvironment(place))),
    ...(await examineGatewayZone(gatewayEnvironment(place))),
  ];
  return findings
    .filter(({ area, state }) => ['certificates', 'gateway', 'bot'].includes(area) && state !== 'ok')
    .map(({ what, remedy }) => `${what} -> ${remedy}`);
}

/** What the command says. */
async function beginSigning(place: StackPlace): Promise<string> {
  const said: string[] = [];
  const output = { line: (text: string) => said.push(text), fail: (text: string) => said.push(text) };
  const program = new Command();
  const zones = { dmz: () => openBotKeyDesk(botEnvironment(place)) };
  addKeyCommands(program.command('keys'), { zones, now: Date.now, output });
  await program.parseAsync(['keys', 'begin', 'signing'], { from: 'user' });
  return said.join('\n');
}

/** As an operator does it: made, carried, begun once the other zone believes it, and the former one gone in both. */
async function changeSigningKey(place: StackPlace): Promise<void> {
  const { dmz, internal } = place.keys;
  const former = (await readdir(join(internal, 'peers'))).map((name) => name.replace('.public.jwk', ''));
  const prepared = await prepareSigningKey({ dir: dmz, nowMs: Date.now() });
  const [publicHalf = ''] = prepared.kind === 'done' ? prepared.made : [];
  await copyFile(publicHalf, join(internal, 'peers', basename(publicHalf)));
  // The gateway looks at its peers every five seconds, and until it has the command says so.
  await expect.poll(() => beginSigning(place), { timeout: 30_000, interval: 500 }).toContain('sign with it within 5 s');
  const noted = () =>
    queryRows(
      place.databases.bot,
      `select from audit_pending where entry ->> 'act' = 'key-rotated'
      union all select from system_log where act = 'key-rotated'`,
    );
  await expect.poll(noted, { timeout: 15_000 }).toHaveLength(1);
  await removeKeys({ dir: dmz, folder: 'signing', kids: former });
  await removeKeys({ dir: internal, folder: 'peers', kids: former });
}

/**
 * @claim border With certificates the whole product works, also while they are renewed, and nobody without one is
 * heard. (ASVS 12.3.1)
 */
test('zones with certificates file a ticket and hear of it, also over new certificates and with a new key, and nobody else is heard', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'desk-border-'));
  const pki = {
    caDir: join(folder, 'ca'),
    zones: [
      { service: 'bot', dir: join(folder, 'dmz') },
      { service: 'gateway', dir: join(folder, 'internal') },
    ],
  } as const;
  await initPki({ ...pki, nowMs: Date.now() });
  await using world = await createDeskWorld({
    prepare: async (place) => encrypted(place, { dmz: pki.zones[0].dir, internal: pki.zones[1].dir }),
  });
  const { place } = world;
  const { olena, iryna, number, agent } = await fileWithIryna(world);
  expect(await renewCertificates({ ...pki, nowMs: Date.now() })).toMatchObject({ kind: 'done' });
  await changeSigningKey(place);
  await iryna.presses('Узяти в роботу');
  await world.tracker.shows(([ticket]) => ticket?.status === 'in-progress');
  agent.comment(number, 'Монітор замінено.');
  await olena.sees('Монітор замінено.');

  for (const name of border) {
    const address = place.more[name] ?? '';
    await expect(fetch(address)).rejects.toThrow();
    await expect(fetch(address.replace('https:', 'http:'))).rejects.toThrow();
  }
  expect(await bordersOf(place)).toEqual([]);
  const swapped = { ...place, tls: { dmz: pki.zones[1].dir, internal: pki.zones[0].dir } };
  expect(await bordersOf(swapped)).toEqual([
    expect.stringMatching(/certificate that is not the bot's -> Make it with `pnpm desk pki renew`/),
    'not looked at -> Put TLS_DIR right, then look again.',
    expect.stringMatching(/certificate that is not the gateway's -> /),
    'not looked at -> Put TLS_DIR right, then look again.',
  ]);
  await rm(folder, { recursive: true });
});
