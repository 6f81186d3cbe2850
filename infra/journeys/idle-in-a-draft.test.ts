import { expect, test } from 'vitest';
import type { DeskWorld } from './desk-world.ts';
import type { PersonInChat } from './world/person-in-chat.ts';
import { photo } from './world/sample-files.ts';
import { auditOfBot, queryRows } from './world/search-tables.ts';
import { shareWorld } from './world/share-world.ts';

const shared = shareWorld();

test('half an hour of silence in a draft: sign in, and it goes on with nothing lost', async () => {
  const { world } = shared;
  const number = shared.nextNumber();
  const employee = shared.somebody();
  await employee.signsIn();
  await employee.does((phone) => phone.sendPhoto(photo, { caption: 'Принтер жує папір.' }));
  await employee.sees('Файли: 1');
  await employee.presses('Принтер не друкує');
  await employee.sees('Перевірте, будь ласка');

  world.clock.passMinutes(31);
  await employee.writes('Кабінет 214, біля вікна.');
  const again = await employee.sees('Минуло 30 хвилин без дій, тож підтвердьте, будь ласка, що це ви.');
  expect(again.text).toContain('Написане збережено: продовжимо з того самого місця.');
  expect(employee.account.keyboard()).toEqual([[{ text: '📱 Це я', requestContact: true }]]);

  await employee.sharesTheirNumber();
  const review = await employee.sees('Кабінет 214, біля вікна.');
  expect(review.text).toContain('Принтер не друкує · пріоритет середній');
  expect(review.text).toContain('Принтер жує папір.');
  expect(review.text).toContain('Файли: 1');
  expect(employee.hasInChat('Продовжуємо з того самого місця.')).toBe(true);

  await employee.presses('Надіслати');
  await employee.sees(`Заявку ${number} створено`);
  const ticket = world.tracker.ticket(number);
  expect(ticket.description).toContain('Принтер жує папір.');
  expect(ticket.description).toContain('Кабінет 214, біля вікна.');
  expect(ticket.files).toHaveLength(1);
  expect(await auditOfBot(world.databases.bot)).toContainEqual(expect.stringMatching(/session-ended.*idle/s));
});

test('a press that needed a session is carried out after sign-in', async () => {
  const { world } = shared;
  const before = world.tracker.tickets().length;
  const number = shared.nextNumber();
  const employee = shared.somebody();
  await employee.signsIn();
  await employee.writes('Немає звуку в навушниках.');
  await employee.seesButton('Інша проблема');
  await employee.presses('Інша проблема');
  await employee.sees('Перевірте, будь ласка');

  world.clock.passMinutes(31);
  await employee.presses('Надіслати');
  await employee.sees('Минуло 30 хвилин без дій');
  await employee.sharesTheirNumber();
  await employee.sees(`Заявку ${number} створено`);
  expect(world.tracker.tickets()).toHaveLength(before + 1);
});

test('what is written before the first sign-in becomes the draft', async () => {
  const employee = shared.somebody();
  await employee.writes('Не друкує звіт, а здати його сьогодні.');
  const asked = await employee.sees('Спершу підтвердьте, будь ласка, що ви працюєте в нас');
  expect(asked.text).toContain('/privacy');
  await employee.sharesTheirNumber();
  await employee.sees('«Не друкує звіт, а здати його сьогодні.»');
  await employee.seesButton('Інша проблема');
});

test('after twelve hours even a busy session ends', async () => {
  const { world } = shared;
  const employee = shared.somebody();
  await employee.signsIn();
  for (let minutes = 0; minutes < 700; minutes += 25) {
    world.clock.passMinutes(25);
    const now = new Date(world.clock.now());
    await employee.picks('Допомога');
    await employee.sees('Як це працює');
    await expect.poll(() => renewedSince(world, employee, now), { timeout: 20_000 }).toBe(true);
  }
  world.clock.passMinutes(21);
  await employee.picks('Мої заявки');
  await employee.sees('Робочий день довгий');
  await employee.sharesTheirNumber();
  await employee.sees('Заявок ще немає');
  const counted = 'select count(*)::int as sessions from sessions where telegram_user_id = $1';
  expect(await queryRows(world.databases.gateway, counted, [employee.account.id])).toEqual([{ sessions: 2 }]);
});

async function renewedSince({ databases }: DeskWorld, { account }: PersonInChat, at: Date): Promise<boolean> {
  const renewed = 'select id from sessions where telegram_user_id = $1 and renewed_at >= $2';
  const found = await queryRows(databases.gateway, renewed, [account.id, at]);
  return found.length > 0;
}
