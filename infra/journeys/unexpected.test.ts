import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { auditOfBot } from './world/search-tables.ts';

test('a sticker or a place in a draft: said so, and the draft stays', async () => {
  await using world = await createDeskWorld();
  const { olena } = world.meet('olena');
  await olena.signsIn();
  await olena.does((phone) => phone.sendSticker('👍'));
  await olena.sees('Наліпку прийняти не можемо.');
  await olena.writes('Пропав звук.');
  await olena.seesButton('Інша проблема');
  await olena.does((phone) => phone.sendSticker('👍'));
  await olena.sees('Чернетка на місці');
  await olena.does((phone) => phone.sendLocation(50.45, 30.52));
  await olena.sees('Місце на мапі прийняти не можемо');
  await olena.presses('Інша проблема');
  await olena.sees('«Пропав звук.»');
});

test('buttons that had their day, were made up or belong to someone else do nothing', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena, taras } = world.meet('olena', 'taras');
  await olena.signsIn();
  await taras.signsIn();
  await olena.writes('Пропав звук.');
  await olena.seesButton('Інша проблема');
  await olena.presses('Інша проблема');
  const review = await olena.sees('Перевірте');
  const send = review.inlineKeyboard.flat().find(({ text }) => text === 'Надіслати')?.callbackData ?? '';

  await taras.does((phone) => phone.pressForged(send));
  await taras.sees('Ця кнопка вже неактуальна.');
  await taras.does((phone) => phone.pressForged('send-draft:1'));
  await taras.sees('Ця кнопка вже неактуальна.');
  expect(world.tracker.tickets()).toEqual([]);
  const forged = (await auditOfBot(world.databases.bot)).filter((line) => line.includes('button-forged'));
  expect(forged).toHaveLength(2);

  await olena.presses('Надіслати');
  await olena.sees(`Заявку ${number} створено`);
  await olena.does((phone) => phone.pressForged(send, review.id));
  await olena.sees(new RegExp(`неактуальна|Заявку ${number}`));
  expect(world.tracker.tickets()).toHaveLength(1);
});

test('an edited message changes the draft while it is one, and is explained afterwards', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena } = world.meet('olena');
  await olena.signsIn();
  const message = await olena.writes('Пропав звок.');
  await olena.sees('«Пропав звок.»');
  await olena.does((phone) => phone.edit(message.id, 'Пропав звук.'));
  await olena.sees('«Пропав звук.»');
  await olena.presses('Інша проблема');
  await olena.sees('Перевірте');
  await olena.presses('Надіслати');
  await olena.sees(`Заявку ${number} створено`);
  expect(world.tracker.ticket(number).summary).toBe('Пропав звук.');
  await olena.does((phone) => phone.edit(message.id, 'Пропав звук і світло.'));
  await olena.sees('Заявку вже надіслано, тож правка до неї не потрапить.');
});

test('an unknown command, help and privacy', async () => {
  await using world = await createDeskWorld();
  const { olena } = world.meet('olena');
  await olena.opensTheChat();
  await olena.sees('Вітаємо');
  await olena.writes('/privacy');
  await olena.sees('Що ми зберігаємо');
  await olena.writes('/ticket');
  await olena.sees('Такої команди немає. Є /start, /help і /privacy');
  await olena.writes('/help');
  expect((await olena.sees('Як це працює')).text).not.toContain('Для спеціалістів');
});

test('in a group the desk says once that it works in private', async () => {
  await using world = await createDeskWorld();
  const { olena, taras } = world.meet('olena', 'taras');
  await olena.signsIn();
  const group = world.gather('Третій поверх', olena, taras);
  await group.send(olena.account, '/start@desk_bot');
  await group.waitFor((message) => message.text.includes('напишіть, будь ласка, боту в особистий чат'));
  await group.send(olena.account, 'Не працює принтер, хто знає чому?');
  await olena.writes('Пропав звук.');
  await olena.seesButton('Інша проблема');
  expect(group.messages().filter(({ from }) => from === 'bot')).toHaveLength(1);
});

test('a draft is finished or dropped before another begins', async () => {
  await using world = await createDeskWorld();
  const { olena } = world.meet('olena');
  await olena.signsIn();
  await olena.writes('Пропав звук.');
  await olena.seesButton('Інша проблема');
  await olena.picks('Нова заявка');
  await olena.sees('«Пропав звук.»');
});
