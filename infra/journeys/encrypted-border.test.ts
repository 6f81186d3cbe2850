import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { examineBotZone } from '@desk/bot';
import { examineGatewayZone } from '@desk/gateway';
import { initPki, renewCertificates } from '@desk/pki';
import { expect, test } from 'vitest';
import { botEnvironment, gatewayEnvironment, type StackPlace } from '../stack/stack-environment.ts';
import { createDeskWorld } from './desk-world.ts';
import { fileWithIryna } from './world/file-ticket.ts';

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

test('zones with certificates file a ticket and hear of it, also over new certificates, and nobody else is heard', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'desk-border-'));
  const pki = {
    caDir: join(folder, 'ca'),
    zones: [
      { service: 'bot', dir: join(folder, 'dmz') },
      { service: 'gateway', dir: join(folder, 'internal') },
    ],
  } as const;
  await initPki({ ...pki, nowMs: Date.now() });
  const addresses: string[] = [];
  const places: StackPlace[] = [];
  await using world = await createDeskWorld({
    prepare: async (place) => {
      addresses.push(...border.map((name) => place.more[name] ?? ''));
      places.push(encrypted(place, { dmz: pki.zones[0].dir, internal: pki.zones[1].dir }));
      return places[0] ?? place;
    },
  });
  const { olena, iryna, number, agent } = await fileWithIryna(world);
  expect(await renewCertificates({ ...pki, nowMs: Date.now() })).toMatchObject({ kind: 'done' });
  await iryna.presses('Узяти в роботу');
  await world.tracker.shows(([ticket]) => ticket?.status === 'in-progress');
  agent.comment(number, 'Монітор замінено.');
  await olena.sees('Монітор замінено.');

  for (const address of addresses) {
    await expect(fetch(address)).rejects.toThrow();
    await expect(fetch(address.replace('http:', 'https:'))).rejects.toThrow();
  }
  for (const place of places) {
    expect(await bordersOf(place)).toEqual([]);
    const swapped = { ...place, tls: { dmz: pki.zones[1].dir, internal: pki.zones[0].dir } };
    expect(await bordersOf(swapped)).toEqual([
      expect.stringMatching(/certificate that is not the bot's -> Make it with `pnpm desk pki renew`/),
      'not looked at -> Put TLS_DIR right, then look again.',
      expect.stringMatching(/certificate that is not the gateway's -> /),
      'not looked at -> Put TLS_DIR right, then look again.',
    ]);
  }
  await rm(folder, { recursive: true });
});
