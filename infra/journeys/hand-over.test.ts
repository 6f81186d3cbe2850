import { expect, test } from 'vitest';
import { createDeskWorld, type DeskWorld } from './desk-world.ts';
import { accepts, asksForSpecialist, beginDialogue } from './world/consult.ts';
import { fileByTaras } from './world/file-ticket.ts';
import type { PersonInChat } from './world/person-in-chat.ts';

async function asksAndrii(world: DeskWorld, iryna: PersonInChat): Promise<PersonInChat> {
  const { andrii } = world.meet('andrii');
  const number = world.tracker.numberOf(1);
  await andrii.comesOnShift();
  await iryna.presses('Ще');
  await iryna.seesButton('Передати колезі');
  await iryna.presses('Передати колезі');
  await iryna.sees(`Кому передати розмову щодо ${number}?`);
  await iryna.presses('Андрій Лисенко');
  await iryna.sees('Напишіть для Андрій Лисенко кілька речень');
  await iryna.writes('Таємниця-31: кабель перевірено.');
  const offer = await andrii.sees(`Ірина Бондар просить перейняти розмову · ${number}`);
  expect(offer.text).toContain('Таємниця-31: кабель перевірено.');
  return andrii;
}

test('handed over with a summary, which the colleague accepts like an offer', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna, number } = await beginDialogue(world);
  const andrii = await asksAndrii(world, iryna);
  await olena.writes('Я ще тут.');
  await iryna.sees('Я ще тут.');
  await andrii.presses('Прийняти');
  await andrii.sees('На звʼязку Олена Коваль');
  await olena.sees('На звʼязку Андрій Лисенко');
  await iryna.sees(`${number}: далі розмову веде Андрій Лисенко.`);
  await olena.writes('Монітор досі темний.');
  await andrii.sees('Монітор досі темний.');
  expect(iryna.hasInChat('Монітор досі темний.')).toBe(false);
  expect(olena.hasInChat('Таємниця-31')).toBe(false);
});

test('refused by the colleague: it stays where it was', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna, number } = await beginDialogue(world);
  const andrii = await asksAndrii(world, iryna);
  await andrii.presses('Не зараз');
  await iryna.sees(`${number}: Андрій Лисенко зараз не може перейняти розмову. Вона залишається за вами.`);
  await olena.writes('Монітор досі темний.');
  await iryna.sees('Монітор досі темний.');
});

test('two dialogues at once: a message never reaches the wrong person', async () => {
  await using world = await createDeskWorld({ settings: { CONSULTATION_CAPACITY: '2' } });
  const { olena, iryna } = await beginDialogue(world);
  const taras = await fileByTaras(world);
  await asksForSpecialist(taras);
  await accepts(iryna, taras);

  await olena.writes('Монітор темний.');
  const fromOlena = await iryna.sees(['Олена Коваль', world.tracker.numberOf(1), 'Монітор темний.']);
  await taras.writes('Принтер гуде.');
  const fromTaras = await iryna.sees(['Тарас Мельник', world.tracker.numberOf(2), 'Принтер гуде.']);
  await iryna.does((phone) => phone.send('Увімкніть монітор.', { replyTo: fromOlena.id }));
  await olena.sees('Увімкніть монітор.');
  await iryna.does((phone) => phone.send('Вимкніть принтер.', { replyTo: fromTaras.id }));
  await taras.sees('Вимкніть принтер.');

  await iryna.writes('Зачекайте хвилину.');
  const question = await iryna.sees('Кому це повідомлення?');
  const forTaras = question.buttons.find((button) => button.includes('Тарас'));
  expect(olena.hasInChat('Зачекайте хвилину.') || taras.hasInChat('Зачекайте хвилину.')).toBe(false);
  await iryna.presses(forTaras ?? 'Тарас Мельник');
  await taras.sees('Зачекайте хвилину.');
  expect(olena.hasInChat(/Вимкніть принтер|Зачекайте/)).toBe(false);
  expect(taras.hasInChat('Увімкніть монітор.')).toBe(false);
});

test('after a consultation on a colleague’s ticket: take it over, or leave it', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna, number } = await beginDialogue(world);
  const andrii = await asksAndrii(world, iryna);
  await andrii.presses('Прийняти');
  await olena.sees('На звʼязку Андрій Лисенко');
  await olena.presses('Завершити розмову');
  await andrii.sees(`Спеціаліст заявки ${number} — Ірина Бондар. Забрати її собі?`);
  await andrii.presses('Забрати заявку собі');
  await andrii.sees(`${number} тепер за вами.`);
  await world.tracker.shows(([ticket]) => ticket?.assignee === world.accountOf('andrii'));
});
