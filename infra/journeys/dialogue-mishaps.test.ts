import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { accepts, asksForSpecialist, beginDialogue, linesInTicket, passMirrorDelay } from './world/consult.ts';
import { fileByTaras } from './world/file-ticket.ts';
import { photo } from './world/sample-files.ts';

test('the tracker goes away: the dialogue does not notice, and afterwards the ticket has everything once', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna, number } = await beginDialogue(world);
  await olena.writes('Слово перше.');
  await iryna.sees('Слово перше.');
  await passMirrorDelay(world);
  await world.tracker.shows(() => linesInTicket(world, number).length > 0);
  world.tracker.goesAway();
  await iryna.writes('Слово друге.');
  await olena.sees('Слово друге.');
  await olena.does((phone) => phone.sendPhoto(photo, { caption: 'Слово третє.' }));
  await iryna.sees('Слово третє.');
  await passMirrorDelay(world);
  await olena.presses('Завершити розмову');
  await olena.sees('Розмову завершено');
  await olena.presses('4');
  await olena.sees('Дякуємо за оцінку: 4 з 5.');
  await world.tracker.comesBack();
  world.clock.passMinutes(1);
  const [ticket] = await world.tracker.shows(([first]) => first?.comments.at(-1)?.text.includes('4 з 5') ?? false);
  expect(ticket?.files).toHaveLength(1);
  const text = linesInTicket(world, number).join('\n');
  for (const word of ['перше', 'друге', 'третє']) expect(text.split(`Слово ${word}`)).toHaveLength(2);
  expect(text).toMatch(/перше.*друге.*третє/s);
});

test('the employee blocks the bot: the specialist is told, and is free again', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = await beginDialogue(world);
  await olena.does((phone) => phone.block());
  await iryna.writes('Ви тут?');
  await iryna.sees('до співрозмовника вже не достукатися');
  const taras = await fileByTaras(world);
  await asksForSpecialist(taras);
  await accepts(iryna, taras);
});

test('the specialist blocks the bot: somebody else goes on', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = await beginDialogue(world);
  const { andrii } = world.meet('andrii');
  await andrii.comesOnShift();
  await iryna.does((phone) => phone.block());
  await olena.sees('Шукаємо іншого спеціаліста');
  await accepts(andrii, olena);
});

test('an answer of Telegram that got lost: the specialist sees that it may not have arrived, and sends it again', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = await beginDialogue(world);
  world.telegram.faults.add({
    ...{ kind: 'timeout-before-send', method: 'copyMessage', times: 1, resetAfterMs: 50 },
    chatId: olena.account.id,
  });
  await iryna.writes('Перезавантажте.');
  await iryna.sees('це повідомлення, можливо, не дійшло');
  expect(olena.hasInChat('Перезавантажте.')).toBe(false);
  await iryna.presses('Надіслати ще раз');
  await olena.sees('Перезавантажте.');
});

test('words after the end are no new ticket', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = await beginDialogue(world);
  await iryna.presses('Завершити розмову');
  await olena.sees('Розмову завершено');
  await olena.writes('Дякую!');
  await olena.sees('Розмову вже завершено');
  expect(iryna.hasInChat('Дякую!')).toBe(false);
});

test('the bot stops in the middle of a dialogue and comes back: nothing is missing', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = await beginDialogue(world);
  await world.bot.goesDown();
  await olena.does((phone) => phone.send('Поки вас не було.'));
  await world.bot.comesBack();
  await iryna.sees('Поки вас не було.');
});

test('without Redis a dialogue goes on, and a request is served after its return', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = await beginDialogue(world);
  const taras = await fileByTaras(world);
  world.redis.goesAway();
  await olena.writes('Ще тут.');
  await iryna.sees('Ще тут.');
  await olena.presses('Завершити розмову');
  await olena.sees('Розмову завершено');
  await asksForSpecialist(taras);
  await taras.sees('Пошук спеціаліста почнеться, щойно відновиться черга');
  world.redis.comesBack();
  await accepts(iryna, taras);
});
