import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { queryRows } from './world/search-tables.ts';

test('English and back, down to the buttons and the menu', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena } = world.meet('olena');
  await olena.signsIn();
  await olena.picks('Налаштування');
  await olena.seesButton('English');
  await olena.presses('English');
  await olena.isOffered('New ticket');
  await olena.writes('The monitor blinks.');
  await olena.sees('Make a ticket of this?');
  await olena.presses('Other problem');
  const review = await olena.sees('Please check');
  expect(review.text).toContain('Other problem · medium priority');
  expect(review.buttons).toEqual(['Send', 'Change', 'Cancel', 'Urgent: to a specialist']);
  await olena.presses('Send');
  await olena.sees(`Ticket ${number} is created.`);
  await olena.picks('Settings');
  await olena.seesButton('Українська');
  await olena.presses('Українська');
  await olena.isOffered('Мої заявки');
  await olena.picks('Мої заявки');
  await olena.sees('Мої заявки · усього 1');
});

test('someone whose Telegram is in English is met in English', async () => {
  await using world = await createDeskWorld();
  const olena = world.meetOther({ name: 'Olena Koval', phone: '+380500000001', language: 'en' });
  await olena.opensTheChat();
  await olena.sees('Hello!');
  await olena.sharesTheirNumber();
  await olena.sees('Done, your access is confirmed.');
  await olena.isOffered('My tickets');
});

test('the same number from another Telegram account is refused until an operator releases it', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena } = world.meet('olena');
  await olena.signsIn();
  await olena.files({ text: 'Пропав звук.', type: 'Інша проблема' });
  await olena.sees(`Заявку ${number} створено`);

  const elsewhere = world.meetOther({ name: 'Олена Коваль (новий телефон)', phone: '+380500000001' });
  await elsewhere.opensTheChat();
  await elsewhere.sharesTheirNumber();
  await elsewhere.sees('Не вдалося підтвердити доступ за цим номером.');
  expect(await queryRows(world.databases.gateway, 'select reason, employee_id from sign_in_refusals')).toEqual([
    { reason: expect.any(String), employee_id: 'e-1001' },
  ]);

  await queryRows(world.databases.gateway, "delete from bindings where employee_id = 'e-1001'");
  await elsewhere.sharesTheirNumber();
  await elsewhere.sees('Готово, доступ підтверджено');
  await elsewhere.picks('Мої заявки');
  await elsewhere.sees(['Мої заявки · усього 1', number]);
  await olena.sees('Ви ввійшли з іншого облікового запису Telegram');
});

test('who blocks the bot misses nothing that still matters', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena, iryna } = world.meet('olena', 'iryna');
  await iryna.signsIn();
  await olena.signsIn();
  await olena.files({ text: 'Пропав звук.', type: 'Інша проблема' });
  await olena.sees(`Заявку ${number} створено`);
  await olena.does((phone) => phone.block());
  await iryna.goesOnShift();
  await iryna.sees(`Нова заявка ${number}`);
  await iryna.presses('Узяти в роботу');
  await iryna.sees(`${number} у роботі`);
  const known = () => queryRows(world.databases.bot, 'select status from tickets_cache');
  await expect.poll(known, { timeout: 20_000 }).toEqual([{ status: 'in-progress' }]);
  expect(olena.hasInChat(`${number}: в роботі`)).toBe(false);

  await olena.does((phone) => phone.unblock());
  await olena.sees(`${number}: в роботі`);
  await olena.opensTheChat();
  await olena.picks('Мої заявки');
  await olena.sees(`${number} · в роботі`);
  await iryna.picks('Призначені мені');
  await iryna.sees('Призначені мені · 1');
});

test('signing out ends the session inside as well', async () => {
  await using world = await createDeskWorld();
  const { olena } = world.meet('olena');
  await olena.signsIn();
  await olena.picks('Налаштування');
  await olena.seesButton('Вийти');
  await olena.presses('Вийти');
  await olena.sees('Ви вийшли.');
  await olena.writes('Пропав звук.');
  await olena.sees('Ви вийшли раніше. Щоб продовжити, поділіться, будь ласка, номером.');
  await olena.sharesTheirNumber();
  await olena.sees('«Пропав звук.»');
  expect(await queryRows(world.databases.gateway, 'select end_reason from sessions order by started_at')).toEqual([
    { end_reason: 'signed-out' },
    { end_reason: null },
  ]);
});
