import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { beginDialogue, waitInLine } from './world/consult.ts';

test('who waits and who talks: a request is raised, a stuck dialogue closed', async () => {
  await using world = await createDeskWorld();
  const { mariia } = world.meet('mariia');
  const second = world.tracker.numberOf(2);
  await mariia.signsIn();
  const { olena, iryna, number } = await beginDialogue(world);
  await waitInLine(world);

  await mariia.picks('Консультації');
  const list = await mariia.sees('Консультації · чекають: 1 · говорять: 1');
  expect(list.text).toMatch(new RegExp(`${second}.*Тарас Мельник.*${number}.*Олена Коваль`, 's'));
  await mariia.presses(second);
  await mariia.seesButton('Підняти пріоритет');
  await mariia.presses('Підняти пріоритет');
  await mariia.sees(new RegExp(`${second}.*(високий|критичний)`, 's'));
  await mariia.picks('Консультації');
  await mariia.sees('Консультації · чекають: 1');
  await mariia.presses(number);
  await mariia.seesButton('Закрити');
  await mariia.presses('Закрити');
  await olena.sees('Розмову завершено керівником команди.');
  await iryna.sees('розмову завершено керівником команди');
});

test('a low rating is told to the supervisor, with its comment, and figures are reported', async () => {
  await using world = await createDeskWorld();
  const { mariia } = world.meet('mariia');
  await mariia.signsIn();
  const { olena, iryna, number } = await beginDialogue(world);
  await olena.writes('Монітор темний.');
  await iryna.sees('Монітор темний.');
  await olena.presses('Завершити розмову');
  await olena.sees('Як вам допомога');
  await olena.presses('1');
  await olena.sees('Дякуємо за оцінку: 1 з 5.');
  await mariia.sees(`${number}: консультацію оцінено на 1 з 5.`);
  await olena.presses('Додати кілька слів');
  await olena.sees('Напишіть кілька слів');
  await olena.writes('Довго чекала.');
  await olena.sees('ваші слова записано');
  const [ticket] = await world.tracker.shows(
    ([first]) => first?.comments.at(-1)?.text.includes('Довго чекала.') ?? false,
  );
  expect(ticket?.comments.filter(({ text }) => text.includes('1 з 5'))).toHaveLength(1);
  await mariia.picks('Звіт');
  const report = await mariia.sees('Онлайн-консультації');
  expect(report.text).toContain('Запитів: 1 · розмов: 1');
  expect(report.text).toContain('Оцінка: 1');
});

test('a wait beyond the limit is told to the supervisor', async () => {
  await using world = await createDeskWorld({ settings: { CONSULTATION_ALERT_MINUTES: '3' } });
  const { mariia } = world.meet('mariia');
  await mariia.signsIn();
  await beginDialogue(world);
  await waitInLine(world);
  world.clock.passMinutes(4);
  await mariia.sees(`${world.tracker.numberOf(2)}: на консультацію чекають уже`);
});
