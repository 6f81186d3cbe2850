import { expect, test } from 'vitest';
import { createDeskWorld, type DeskWorld } from './desk-world.ts';
import { photo } from './world/sample-files.ts';
import { auditOfBot, queryRows } from './world/search-tables.ts';

test('half an hour of silence in a draft: sign in, and it goes on with nothing lost', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena } = world.meet('olena');
  await olena.signsIn();
  await olena.does((phone) => phone.sendPhoto(photo, { caption: 'Принтер жує папір.' }));
  await olena.sees('Файли: 1');
  await olena.presses('Принтер не друкує');
  await olena.sees('Перевірте, будь ласка');

  world.clock.passMinutes(31);
  await olena.writes('Кабінет 214, біля вікна.');
  const again = await olena.sees('Минуло 30 хвилин без дій, тож підтвердьте, будь ласка, що це ви.');
  expect(again.text).toContain('Написане збережено: продовжимо з того самого місця.');
  expect(olena.account.keyboard()).toEqual([[{ text: '📱 Це я', requestContact: true }]]);

  await olena.sharesTheirNumber();
  const review = await olena.sees('Кабінет 214, біля вікна.');
  expect(review.text).toContain('Принтер не друкує · пріоритет середній');
  expect(review.text).toContain('Принтер жує папір.');
  expect(review.text).toContain('Файли: 1');
  expect(olena.hasInChat('Продовжуємо з того самого місця.')).toBe(true);

  await olena.presses('Надіслати');
  await olena.sees(`Заявку ${number} створено`);
  const [ticket] = world.tracker.tickets();
  expect(ticket?.description).toContain('Принтер жує папір.');
  expect(ticket?.description).toContain('Кабінет 214, біля вікна.');
  expect(ticket?.files).toHaveLength(1);
  expect(await auditOfBot(world.databases.bot)).toContainEqual(expect.stringMatching(/session-ended.*idle/s));
});

test('a press that needed a session is carried out after sign-in', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena } = world.meet('olena');
  await olena.signsIn();
  await olena.writes('Немає звуку в навушниках.');
  await olena.seesButton('Інша проблема');
  await olena.presses('Інша проблема');
  await olena.sees('Перевірте, будь ласка');

  world.clock.passMinutes(31);
  await olena.presses('Надіслати');
  await olena.sees('Минуло 30 хвилин без дій');
  await olena.sharesTheirNumber();
  await olena.sees(`Заявку ${number} створено`);
  expect(world.tracker.tickets()).toHaveLength(1);
});

test('what is written before the first sign-in becomes the draft', async () => {
  await using world = await createDeskWorld();
  const { olena } = world.meet('olena');
  await olena.writes('Не друкує звіт, а здати його сьогодні.');
  const asked = await olena.sees('Спершу підтвердьте, будь ласка, що ви працюєте в нас');
  expect(asked.text).toContain('/privacy');
  await olena.sharesTheirNumber();
  await olena.sees('«Не друкує звіт, а здати його сьогодні.»');
  await olena.seesButton('Інша проблема');
});

test('after twelve hours even a busy session ends', async () => {
  await using world = await createDeskWorld();
  const { olena } = world.meet('olena');
  await olena.signsIn();
  for (let minutes = 0; minutes < 700; minutes += 25) {
    world.clock.passMinutes(25);
    const now = new Date(world.clock.now());
    await olena.picks('Допомога');
    await olena.sees('Як це працює');
    await expect.poll(() => renewedSince(world, now), { timeout: 20_000 }).toBe(true);
  }
  world.clock.passMinutes(21);
  await olena.picks('Мої заявки');
  await olena.sees('Робочий день довгий');
  await olena.sharesTheirNumber();
  await olena.sees('Заявок ще немає');
  expect(await queryRows(world.databases.gateway, 'select count(*)::int as sessions from sessions')).toEqual([
    { sessions: 2 },
  ]);
});

async function renewedSince(world: DeskWorld, at: Date): Promise<boolean> {
  const found = await queryRows(world.databases.gateway, 'select id from sessions where renewed_at >= $1', [at]);
  return found.length > 0;
}
