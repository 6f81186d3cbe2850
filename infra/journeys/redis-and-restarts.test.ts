import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { meetAtWork } from './world/file-ticket.ts';
import { photo } from './world/sample-files.ts';
import { queryRows } from './world/search-tables.ts';

const resumesWithinMs = 10_000;

test('without Redis filing works, and assignment goes on within ten seconds of its return', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = await meetAtWork(world);
  const { taras } = world.meet('taras');
  world.redis.goesAway();

  await olena.files({ text: 'Не друкує звіт.', type: 'Інша проблема' });
  await olena.sees(['Заявку', 'створено', 'Шукаємо спеціаліста']);
  await taras.signsIn();
  await taras.files({ text: 'Не сканує договір.', type: 'Інша проблема' });
  await taras.sees(['Заявку', 'створено', 'Шукаємо спеціаліста']);
  expect(world.tracker.tickets().map(({ assignee }) => assignee)).toEqual([null, null]);

  world.redis.comesBack();
  await olena.sees('Спеціаліст — Ірина Бондар', resumesWithinMs);
  await taras.sees('Спеціаліст — Ірина Бондар', resumesWithinMs);
  const issues = await world.tracker.shows((all) => all.every(({ assignee }) => assignee !== null));
  expect(issues).toHaveLength(2);
  expect(iryna.account.messages().filter(({ text }) => text.includes('Нова заявка'))).toHaveLength(2);
});

test('the bot stops in the middle of a draft and comes back: nothing has to be said twice', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena } = await meetAtWork(world);
  await olena.does((phone) => phone.sendPhoto(photo, { caption: 'Миготить екран.' }));
  await olena.sees('Файли: 1');

  await world.bot.goesDown();
  await olena.does((phone) => phone.send('Щойно ввімкнули обігрівач.'));
  await world.bot.comesBack();
  await olena.seesButton('Компʼютер не працює');
  await olena.presses('Компʼютер не працює');
  await olena.sees('Перевірте');
  await olena.presses('Надіслати');
  await olena.sees('Спеціаліст — Ірина Бондар');
  expect(world.tracker.tickets()).toHaveLength(1);
  expect(world.tracker.ticket(number).description).toContain('Щойно ввімкнули обігрівач.');
  expect(world.tracker.ticket(number).files).toHaveLength(1);
});

test('the bot stops with a ticket on its way: after the start it is filed and assigned once', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena } = await meetAtWork(world);
  world.tracker.goesAway();
  await olena.files({ text: 'Не відчиняється шафа з сервером.', type: 'Інша проблема' });
  await olena.sees('Заявку прийнято.');
  await world.bot.goesDown();
  await world.tracker.comesBack();
  await world.bot.comesBack();
  await olena.sees([`Заявку ${number} створено`, 'Спеціаліст — Ірина Бондар']);
  expect(world.tracker.tickets()).toHaveLength(1);
  expect(await queryRows(world.databases.bot, 'select state from assignments')).toEqual([{ state: 'notified' }]);
});

test('the gateway starts again in between: sessions live on', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena } = world.meet('olena');
  await olena.signsIn();
  await world.gateway.goesDown();
  await world.gateway.comesBack();
  await olena.files({ text: 'Пропав звук.', type: 'Інша проблема' });
  await olena.sees(`Заявку ${number} створено`);
});
