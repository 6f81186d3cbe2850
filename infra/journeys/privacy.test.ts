import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runChild } from '../stack/run-child.ts';
import { botEnvironment, gatewayEnvironment } from '../stack/stack-environment.ts';
import { createDeskWorld, type DeskWorld } from './desk-world.ts';
import { beginDialogue, consultWords } from './world/consult.ts';
import type { PersonInChat } from './world/person-in-chat.ts';
import { runDeskCommand } from './world/run-desk-command.ts';
import { dumpTables, queryRows } from './world/search-tables.ts';
import { everythingIsDelivered, everythingIsMirrored } from './world/settle.ts';

const patiently = { timeout: 20_000, interval: 100 };
const words = {
  mine: 'Отримати мої дані',
  erase: 'Стерти все про мене',
  sure: 'Далі',
  forGood: 'Стерти назавжди',
} as const;

let world: DeskWorld;
beforeAll(async () => {
  world = await createDeskWorld();
});
afterAll(() => world?.close());

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

async function comesToTheLastQuestion(person: PersonInChat): Promise<void> {
  await person.presses(words.erase);
  await person.sees(['Стерти все про вас?', 'Лишиться']);
  await person.presses(words.sure);
  await person.sees('Це останній крок');
}

/** Whoever erases in the bot's database comes no further than the first row of it. */
const holdErasures = `
  create function linger() returns trigger language plpgsql as 'begin perform pg_sleep(60); return old; end';
  create trigger linger before delete on keys.subject_keys for each row execute function linger()`;
const endHeld =
  "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'";
const letErase = 'drop trigger linger on keys.subject_keys; drop function linger';

const botMain = join(import.meta.dirname, '..', '..', 'services', 'bot', 'src', 'main.ts');

/**
 * The bot in a process of its own, by the machine's clock and without Redis, until it is about to erase somebody. Then it
 * is killed.
 */
async function killBeforeItErases({ place, databases }: DeskWorld): Promise<void> {
  const held = "select 1 from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'";
  await queryRows(databases.bot, holdErasures);
  const child = await runChild({
    name: 'bot',
    script: botMain,
    environment: { ...botEnvironment(place), REDIS_URL: 'redis://127.0.0.1:1', NODE_NO_WARNINGS: '1' },
    logFile: join(place.folder, 'killed-bot.log'),
    ready: async () => (await queryRows(databases.bot, held)).length > 0,
  });
  await child.kill();
  await queryRows(databases.bot, endHeld);
  await queryRows(databases.bot, letErase);
}

/** @claim privacy A bot that is killed when the gateway has erased somebody, and it has not, erases them when it is back. */
test('a bot killed between the two zones of an erasure brings it to its end when it is back', async () => {
  const { bot, gateway } = world.databases;
  const { taras } = world.meet('taras');
  await taras.signsIn();
  await asksForPrivacy(taras);
  await comesToTheLastQuestion(taras);
  await world.gateway.goesDown();
  await taras.presses(words.forGood);
  await taras.sees('Стираємо');
  await world.bot.goesDown();
  await world.gateway.comesBack();

  await killBeforeItErases(world);
  expect(await queryRows(gateway, 'select 1 from sessions')).toEqual([]);
  expect(await queryRows(bot, 'select 1 from users_telegram')).toHaveLength(1);

  await world.bot.comesBack();
  // What the gateway has to say comes again within seconds.
  await taras.sees('Готово, усе про вас стерто', patiently.timeout);
  expect(await queryRows(bot, 'select 1 from users_telegram')).toEqual([]);
  // The desk's own.
  expect(await queryRows(bot, 'select 1 from keys.subject_keys')).toHaveLength(1);
});

/** @claim privacy A person has everything held of them as a file, once an hour, and can have all of it erased in both zones, as an operator can. */
test('a person has what is held of them as a file, and then has it erased in both zones', async () => {
  const { bot, gateway } = world.databases;
  const { olena, iryna, number } = await beginDialogue(world);
  await olena.writes('Монітор чорний.');
  await iryna.sees('Монітор чорний.');

  // Not in the middle of a conversation.
  await asksForPrivacy(olena);
  await olena.presses(words.erase);
  await olena.sees(['Зараз стерти не вийде', 'спершу завершіть її']);
  await olena.presses(consultWords.end);
  await olena.sees('Як вам допомога?');
  await everythingIsMirrored(world);
  await everythingIsDelivered(world);
  // What the gateway notes is in its log within seconds.
  await expect.poll(() => queryRows(gateway, 'select 1 from audit_pending'), patiently).toEqual([]);

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

  await comesToTheLastQuestion(olena);
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
  await olena.signsIn();
  await olena.picks('Мої заявки');
  await expect.poll(() => queryRows(bot, 'select 1 from users_telegram'), patiently).toHaveLength(2);
  const erase = ['privacy', 'erase', '--telegram', chat, '--operator', 'roman', '--yes'];
  const erased = await runDeskCommand(erase, gatewayEnvironment(world.place));
  expect(erased).toMatchObject({ exitCode: 0, said: expect.stringContaining('Erased here.') });
  await olena.sees('Готово, усе про вас стерто');
  await expect.poll(() => queryRows(bot, 'select 1 from users_telegram'), patiently).toHaveLength(1);
  // This time the logs forget at once whose doing it was.
  const names = "select 1 from audit_subjects where names like '%e-1001'";
  expect(await queryRows(gateway, names)).toEqual([]);
});
