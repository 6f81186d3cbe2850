import { expect, test } from 'vitest';
import { auditOfBot } from './world/search-tables.ts';
import { shareWorld } from './world/share-world.ts';

const shared = shareWorld();

test('a sticker or a place in a draft: said so, and the draft stays', async () => {
  const employee = shared.somebody();
  await employee.signsIn();
  await employee.does((phone) => phone.sendSticker('👍'));
  await employee.sees('Наліпку прийняти не можемо.');
  await employee.writes('Пропав звук.');
  await employee.seesButton('Інша проблема');
  await employee.does((phone) => phone.sendSticker('👍'));
  await employee.sees('Чернетка на місці');
  await employee.does((phone) => phone.sendLocation(50.45, 30.52));
  await employee.sees('Місце на мапі прийняти не можемо');
  await employee.presses('Інша проблема');
  await employee.sees('«Пропав звук.»');
});

test('buttons that had their day, were made up or belong to someone else do nothing', async () => {
  const { world } = shared;
  const number = shared.nextNumber();
  const before = world.tracker.tickets().length;
  const forged = async () =>
    (await auditOfBot(world.databases.bot)).filter((line) => line.includes('button-forged')).length;
  const forgedBefore = await forged();
  const [employee, another] = [shared.somebody(), shared.somebody()];
  await employee.signsIn();
  await another.signsIn();
  await employee.writes('Пропав звук.');
  await employee.seesButton('Інша проблема');
  await employee.presses('Інша проблема');
  const review = await employee.sees('Перевірте');
  const send = review.inlineKeyboard.flat().find(({ text }) => text === 'Надіслати')?.callbackData ?? '';

  await another.does((phone) => phone.pressForged(send));
  await another.sees('Ця кнопка вже неактуальна.');
  await another.does((phone) => phone.pressForged('send-draft:1'));
  await another.sees('Ця кнопка вже неактуальна.');
  expect(world.tracker.tickets()).toHaveLength(before);
  expect(await forged()).toBe(forgedBefore + 2);

  await employee.presses('Надіслати');
  await employee.sees(`Заявку ${number} створено`);
  await employee.does((phone) => phone.pressForged(send, review.id));
  await employee.sees(new RegExp(`неактуальна|Заявку ${number}`));
  expect(world.tracker.tickets()).toHaveLength(before + 1);
});

test('an edited message changes the draft while it is one, and is explained afterwards', async () => {
  const { world } = shared;
  const number = shared.nextNumber();
  const employee = shared.somebody();
  await employee.signsIn();
  const message = await employee.writes('Пропав звок.');
  await employee.sees('«Пропав звок.»');
  await employee.does((phone) => phone.edit(message.id, 'Пропав звук.'));
  await employee.sees('«Пропав звук.»');
  await employee.presses('Інша проблема');
  await employee.sees('Перевірте');
  await employee.presses('Надіслати');
  await employee.sees(`Заявку ${number} створено`);
  expect(world.tracker.ticket(number).summary).toBe('Пропав звук.');
  await employee.does((phone) => phone.edit(message.id, 'Пропав звук і світло.'));
  await employee.sees('Заявку вже надіслано, тож правка до неї не потрапить.');
});

test('an unknown command, help and privacy', async () => {
  const employee = shared.somebody();
  await employee.opensTheChat();
  await employee.sees('Вітаємо');
  await employee.writes('/privacy');
  await employee.sees('Що ми зберігаємо');
  await employee.writes('/ticket');
  await employee.sees('Такої команди немає. Є /start, /help і /privacy');
  await employee.writes('/help');
  expect((await employee.sees('Як це працює')).text).not.toContain('Для спеціалістів');
});

test('in a group the desk says once that it works in private', async () => {
  const { world } = shared;
  const [employee, another] = [shared.somebody(), shared.somebody()];
  await employee.signsIn();
  const group = world.gather('Третій поверх', employee, another);
  await group.send(employee.account, '/start@desk_bot');
  await group.waitFor((message) => message.text.includes('напишіть, будь ласка, боту в особистий чат'));
  await group.send(employee.account, 'Не працює принтер, хто знає чому?');
  await employee.writes('Пропав звук.');
  await employee.seesButton('Інша проблема');
  expect(group.messages().filter(({ from }) => from === 'bot')).toHaveLength(1);
});

test('a draft is finished or dropped before another begins', async () => {
  const employee = shared.somebody();
  await employee.signsIn();
  await employee.writes('Пропав звук.');
  await employee.seesButton('Інша проблема');
  await employee.picks('Нова заявка');
  await employee.sees('«Пропав звук.»');
});
