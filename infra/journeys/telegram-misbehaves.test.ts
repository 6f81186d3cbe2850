import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { meetAtWork } from './world/file-ticket.ts';

test('updates that Telegram delivers twice count once', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena } = world.meet('olena');
  const deliverTwice = () => world.telegram.faults.add({ kind: 'duplicate-update', times: 1 });
  await olena.opensTheChat();
  await olena.sees('Вітаємо');
  deliverTwice();
  await olena.sharesTheirNumber();
  await olena.sees('Готово, доступ підтверджено');
  deliverTwice();
  await olena.writes('Пропав звук.');
  await olena.seesButton('Інша проблема');
  await olena.presses('Інша проблема');
  await olena.sees('Перевірте');
  deliverTwice();
  await olena.presses('Надіслати');
  await olena.sees(`Заявку ${number} створено`);
  await olena.picks('Мої заявки');
  await olena.sees('Мої заявки · усього 1');
  expect(olena.said().filter((words) => words.includes('Готово, доступ підтверджено'))).toHaveLength(1);
  expect(world.tracker.tickets()).toHaveLength(1);
});

test('told to slow down, the bot waits as long as it is asked, and everything arrives in order', async () => {
  await using world = await createDeskWorld();
  const { olena, taras } = world.meet('olena', 'taras');
  await olena.signsIn();
  await taras.signsIn();
  const chatId = olena.account.id;
  world.telegram.faults.add({ kind: '429', chatId, retryAfterSeconds: 2, perChat: true, times: 1 });
  await olena.picks('Допомога');
  await olena.picks('Мої заявки');
  await taras.picks('Мої заявки');
  await taras.sees('Заявок ще немає');
  expect(olena.hasInChat('Як це працює')).toBe(false);
  await olena.sees('Заявок ще немає');
  const [help, list] = olena.said().slice(-2);
  expect(help).toContain('Як це працює');
  expect(list).toContain('Заявок ще немає');
});

test('an answer of Telegram that got lost loses no message', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena, iryna } = await meetAtWork(world);
  const chatId = iryna.account.id;
  world.telegram.faults.add({ kind: 'timeout-before-send', method: 'sendMessage', chatId, resetAfterMs: 50, times: 1 });
  await olena.files({ text: 'Пропав звук.', type: 'Інша проблема' });
  await iryna.sees(`Нова заявка ${number}`);
  await olena.sees('Спеціаліст — Ірина Бондар');
  expect(iryna.said().filter((words) => words.includes(`Нова заявка ${number}`))).toHaveLength(1);
});
