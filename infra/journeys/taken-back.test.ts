import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { StackPlace } from '../stack/stack-environment.ts';
import { createDeskWorld } from './desk-world.ts';
import { accepts, beginDialogue } from './world/consult.ts';
import { runDeskCommand } from './world/run-desk-command.ts';
import { queryRows } from './world/search-tables.ts';

const danylo = { employeeId: 'e-2999', displayName: 'Данило Ткач', phones: ['+380500000299'] } as const;

const secretFileOf = ({ folder }: StackPlace) => join(folder, 'webhook-secret');

/**
 * @claim border Whoever is dismissed has no session, no offer and no conversation within ten minutes of the directory
 * saying so; an operator's `sessions revoke` does the same within seconds.
 */
test('sessions that are taken back end what their people had in hand: by an operator, and by the directory', async () => {
  const newcomers = [{ ...danylo, role: 'specialist', teams: ['it-support'] }] as const;
  await using world = await createDeskWorld({
    newcomers,
    async prepare(place) {
      await writeFile(secretFileOf(place), 'the-first-secret-of-the-webhook');
      const secret = { TELEGRAM_WEBHOOK_SECRET: '', TELEGRAM_WEBHOOK_SECRET_FILE: secretFileOf(place) };
      return { ...place, more: { ...place.more, ...secret } };
    },
  });
  const endsOf = (employeeId: string) =>
    queryRows<{ reason: string | null }>(
      world.databases.gateway,
      'select end_reason as reason from sessions where employee_id = $1 order by started_at',
      [employeeId],
    );
  const liveInBot = () => queryRows(world.databases.bot, 'select from user_sessions where ended_at is null');
  const conversation = () => queryRows(world.databases.bot, 'select state from chat_sessions');
  const { olena, iryna, number } = await beginDialogue(world);
  await writeFile(secretFileOf(world.place), 'the-second-secret-of-the-webhook');
  await expect.poll(liveInBot).toHaveLength(2);

  const revoked = await runDeskCommand(['sessions', 'revoke', 'e-2001'], { DATABASE_URL: world.databases.gateway });
  expect(revoked).toMatchObject({ exitCode: 0, said: expect.stringContaining('Revoked: e-2001') });
  expect(await endsOf('e-2001')).toEqual([{ reason: 'revoked' }]);
  await expect.poll(liveInBot, { timeout: 10_000 }).toHaveLength(1);
  // The dialogue learns of it a moment after the session: until then it is hers.
  await expect.poll(conversation, { timeout: 10_000 }).not.toEqual([{ state: 'active' }]);
  await iryna.writes('Ще одне слово.');

  const successor = world.meetOther({ name: danylo.displayName, phone: danylo.phones[0] });
  await successor.comesOnShift();
  await accepts(successor, olena);
  expect(olena.hasInChat('Ще одне слово.')).toBe(false);

  const { directoryFile } = world.organisation;
  const [before, entry] = (await readFile(directoryFile, 'utf8')).split(`- employeeId: ${danylo.employeeId}`);
  const inactive = entry?.replace('active: true', 'active: false');
  await writeFile(directoryFile, `${before}- employeeId: ${danylo.employeeId}${inactive}`);
  world.clock.passMinutes(6);
  await expect.poll(() => endsOf(danylo.employeeId), { timeout: 15_000 }).toEqual([{ reason: 'revoked' }]);
  // Iryna is on shift, signed in or not: she is the one who is asked.
  await expect.poll(conversation, { timeout: 15_000 }).toEqual([{ state: 'offered' }]);
  await expect.poll(liveInBot, { timeout: 10_000 }).toHaveLength(1);

  // Meanwhile the secret of the webhook has changed: Telegram was told of it, and shows it from then on.
  const secrets = () => [
    ...new Set(
      world.telegram.calls().flatMap(({ method, payload }) => (method === 'setWebhook' ? [payload.secret_token] : [])),
    ),
  ];
  await expect
    .poll(secrets, { timeout: 30_000 })
    .toEqual(['the-first-secret-of-the-webhook', 'the-second-secret-of-the-webhook']);
  await olena.picks('Мої заявки');
  await olena.sees(number);
});
