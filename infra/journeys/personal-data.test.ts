import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { document } from './world/sample-files.ts';
import { dumpTables, queryRows } from './world/search-tables.ts';

/** Planted where people write them, and looked for wherever the DMZ keeps anything. */
const canaries = {
  phone: '500000001',
  name: 'Коваль',
  department: 'відділ продажу',
  text: 'Таємничий гул у серверній',
  file: 'план-евакуації',
  reason: 'стоїть уся бухгалтерія',
} as const;

/**
 * @claim privacy No phone, name, text or file name lies in the bot’s database in clear, before and after a ticket.
 * (ASVS 14.2.4)
 */
test('nothing personal lies in the DMZ in clear, before and after a ticket', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena, iryna } = world.meet('olena', 'iryna');
  await iryna.signsIn();
  await olena.signsIn();
  await olena.does((phone) =>
    phone.sendDocument({ ...document, name: `${canaries.file}.pdf`, caption: `${canaries.text}.` }),
  );
  await olena.sees('Файли: 1');
  await olena.presses('Проблеми з інтернетом');
  await olena.sees('Перевірте');
  await olena.presses('Змінити');
  await olena.seesButton('Пріоритет');
  await olena.presses('Пріоритет');
  await olena.seesButton('Критичний');
  await olena.presses('Критичний');
  await olena.sees('Що зупинилося');
  await olena.writes(canaries.reason);
  await olena.sees('пріоритет критичний');
  await expectNoCanaries(world.databases.bot);

  await olena.presses('Надіслати');
  await olena.sees(`Заявку ${number} створено`);
  await iryna.goesOnShift();
  await iryna.sees(`Нова заявка ${number} · пріоритет критичний`);
  await world.tracker.shows(([ticket]) => ticket?.assignee !== null);
  await expectNoCanaries(world.databases.bot);
  expect(await gatewayHolds(world.databases.gateway, [canaries.phone, canaries.text, canaries.reason])).toEqual([]);
});

test('the search itself finds what is stored in clear', async () => {
  await using world = await createDeskWorld();
  await queryRows(world.databases.bot, "insert into cursors (name, value) values ('canary', $1)", [canaries.text]);
  expect(await linesWith(world.databases.bot, canaries.text)).toHaveLength(1);
});

async function expectNoCanaries(databaseUrl: string): Promise<void> {
  for (const canary of Object.values(canaries)) expect(await linesWith(databaseUrl, canary)).toEqual([]);
}

async function linesWith(databaseUrl: string, words: string): Promise<string[]> {
  const lines = await dumpTables(databaseUrl);
  return lines.filter((line) => line.toLowerCase().includes(words.toLowerCase()));
}

async function gatewayHolds(databaseUrl: string, words: readonly string[]): Promise<string[]> {
  const lines = await dumpTables(databaseUrl);
  return words.filter((word) => lines.some((line) => line.includes(word)));
}
