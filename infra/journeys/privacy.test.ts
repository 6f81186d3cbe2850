import { expect, test } from 'vitest';
import { gatewayEnvironment, type StackPlace } from '../stack/stack-environment.ts';
import { createDeskWorld, type DeskWorld } from './desk-world.ts';
import { accepts, asksForSpecialist, consultWords, passMirrorDelay } from './world/consult.ts';
import { fileWithIryna } from './world/file-ticket.ts';
import type { PersonInChat } from './world/person-in-chat.ts';
import { runDeskCommand } from './world/run-desk-command.ts';
import { dumpTables, queryRows } from './world/search-tables.ts';

const patiently = { timeout: 20_000, interval: 100 };
const words = {
  mine: 'Отримати мої дані',
  erase: 'Стерти все про мене',
  sure: 'Далі',
  forGood: 'Стерти назавжди',
} as const;

async function asksForPrivacy(person: PersonInChat): Promise<void> {
  await person.writes('/privacy');
  await person.sees(['Що ми зберігаємо', '365 днів', '1095 днів']);
}

async function rowsNaming(databaseUrl: string, ...names: readonly string[]): Promise<readonly string[]> {
  const lines = await dumpTables(databaseUrl);
  return lines.filter((line) => names.some((name) => line.includes(name)));
}

/** As her phone downloads it. */
async function readSent({ telegram }: DeskWorld, { account }: PersonInChat, fileId = ''): Promise<unknown> {
  const answer = await fetch(`${telegram.apiRoot}/client/people/${account.id}/files/${fileId}`);
  return answer.json();
}

const tableOf = (line: string) => line.split(' ', 1)[0];

async function everythingIsDelivered({ databases }: DeskWorld): Promise<void> {
  const waiting = "select kind from outbox where state in ('pending', 'sending')";
  await expect.poll(() => queryRows(databases.bot, waiting), patiently).toEqual([]);
}

/** @claim privacy A person has everything held of them as a file, once an hour, and can have all of it erased in both zones, as an operator can. */
test('a person has what is held of them as a file, and then has it erased in both zones', async () => {
  const places: StackPlace[] = [];
  await using world = await createDeskWorld({
    prepare: async (place) => {
      places.push(place);
      return place;
    },
  });
  const { bot, gateway } = world.databases;
  const { olena, iryna, number } = await fileWithIryna(world);
  await asksForSpecialist(olena);
  await accepts(iryna, olena);
  await olena.writes('Монітор чорний.');
  await iryna.sees('Монітор чорний.');

  // Not in the middle of a conversation.
  await asksForPrivacy(olena);
  await olena.presses(words.erase);
  await olena.sees(['Зараз стерти не вийде', 'спершу завершіть її']);
  await olena.presses(consultWords.end);
  await olena.sees('Як вам допомога?');
  await passMirrorDelay(world);
  const unsynced = "select 1 from chat_messages where sync_state = 'waiting'";
  await expect.poll(() => queryRows(bot, unsynced), patiently).toEqual([]);
  await everythingIsDelivered(world);

  // The whole of it, and of nobody else more than was said to her.
  await asksForPrivacy(olena);
  await olena.presses(words.mine);
  const { files } = await olena.receives('her data', (message) => message.files.length > 0);
  expect(files[0]?.name).toBe('my-data.json');
  const sent = await readSent(world, olena, files[0]?.fileId);
  expect(sent).toMatchObject({
    bot: { person: { displayName: 'Олена Коваль' }, tickets: [{ number }] },
    gateway: { person: { employeeId: 'e-1001', phone: '+380•••••••01' }, tickets: [{ number }] },
  });
  const text = JSON.stringify(sent);
  for (const held of ['Монітор чорний.', 'ticket-filed', 'e-1001']) expect(text).toContain(held);
  for (const others of ['e-2001', '+380500000001', 'Ірина']) expect(text).not.toContain(others);
  await olena.presses(words.mine);
  await olena.sees('Файл уже надіслано');

  await olena.presses(words.erase);
  await olena.sees(['Стерти все про вас?', 'Лишиться']);
  await olena.presses(words.sure);
  await olena.sees('Це останній крок');
  await olena.presses(words.forGood);
  await olena.sees('Готово, усе про вас стерто');
  await everythingIsDelivered(world);

  const chat = String(olena.account.id);
  // Her number is left where a repetition of what she did last is known by it, for a week at most.
  const left = new Set((await rowsNaming(bot, chat, 'e-1001')).map(tableOf));
  expect(
    [...left].filter((table) => table !== 'public.lanes' && table !== 'public.outbox' && table !== 'public.inbox'),
  ).toEqual([]);
  const inside = async () => [...new Set((await rowsNaming(gateway, 'e-1001', chat)).map(tableOf))].toSorted();
  // The event is told the bot, which has nothing left to do about it; names of the log stay for a week.
  await expect.poll(inside, patiently).toEqual(['public.audit_subjects', 'public.sign_in_counts']);
  expect(world.tracker.ticket(number).comments.length).toBeGreaterThan(0);
  const facts = await queryRows(bot, 'select 1 from consultation_facts where stars is null');
  expect(facts).toHaveLength(1);

  // Anew, as somebody who has never been here; then an operator erases her, from the inside.
  const [place] = places;
  if (place === undefined) throw new Error('The world has a place.');
  await olena.signsIn();
  await olena.picks('Мої заявки');
  await expect.poll(() => queryRows(bot, 'select 1 from users_telegram'), patiently).toHaveLength(2);
  const erase = ['privacy', 'erase', '--telegram', chat, '--operator', 'roman', '--yes'];
  const erased = await runDeskCommand(erase, gatewayEnvironment(place));
  expect(erased).toMatchObject({ exitCode: 0, said: expect.stringContaining('Erased here.') });
  await olena.sees('Готово, усе про вас стерто');
  await expect.poll(() => queryRows(bot, 'select 1 from users_telegram'), patiently).toHaveLength(1);
  // This time the logs forget at once whose doing it was.
  const names = "select 1 from audit_subjects where names like '%e-1001'";
  expect(await queryRows(gateway, names)).toEqual([]);
});
