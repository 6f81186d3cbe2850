import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { document, photo, video, voice } from './world/sample-files.ts';

test('a quick type takes one tap', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena } = world.meet('olena');
  await olena.signsIn();
  await olena.writes('Після відпустки не заходжу в пошту.');
  await olena.seesButton('Не підходить пароль');
  await olena.presses('Не підходить пароль');
  await olena.sees(`Заявку ${number} створено`);
  expect(olena.hasInChat('Перевірте, будь ласка')).toBe(false);
  expect(world.tracker.ticket(number).requestType).toBe('Не підходить пароль');
});

test('critical asks for a reason, which the tracker gets', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena } = world.meet('olena');
  await olena.signsIn();
  await olena.writes('Не відкривається бухгалтерська програма.');
  await olena.seesButton('Помилка в програмі');
  await olena.presses('Помилка в програмі');
  await olena.sees('пріоритет середній');
  await olena.presses('Змінити');
  await olena.seesButton('Пріоритет');
  await olena.presses('Пріоритет');
  const choice = await olena.sees('Оберіть пріоритет. Зараз: середній.');
  expect(choice.text).toContain('Критичний — робота багатьох людей стоїть.');
  await olena.presses('Критичний');
  await olena.sees('Що зупинилося і кого це зачіпає?');
  await olena.writes('Стоїть виплата зарплати, 40 людей.');
  const review = await olena.sees('пріоритет критичний');
  expect(review.text).toContain('Чому терміново: Стоїть виплата зарплати, 40 людей.');
  await olena.presses('Надіслати');
  await olena.sees(`Заявку ${number} створено`);
  const ticket = world.tracker.ticket(number);
  expect(ticket.priority).toBe('critical');
  expect(ticket.description).toContain('Стоїть виплата зарплати, 40 людей.');
});

test('an album is one ticket with all its files', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena } = world.meet('olena');
  await olena.signsIn();
  await olena.does((phone) =>
    phone.sendAlbum(
      [
        { kind: 'photo', bytes: photo },
        { kind: 'photo', bytes: photo },
        { kind: 'photo', bytes: photo },
      ],
      'Тріснув екран.',
    ),
  );
  const card = await olena.sees('Файли: 3');
  expect(card.text).toContain('«Тріснув екран.»');
  expect(olena.account.messages().filter(({ buttons }) => buttons.includes('Інша проблема'))).toHaveLength(1);
  await olena.presses('Компʼютер не працює');
  await olena.sees('Перевірте');
  await olena.presses('Надіслати');
  await olena.sees(`Заявку ${number} створено`);
  expect(world.tracker.ticket(number).files).toHaveLength(3);
});

test('voice and video are files as well', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena } = world.meet('olena');
  await olena.signsIn();
  await olena.does((phone) => phone.sendVoice(voice, { duration: 4 }));
  await olena.sees('Файли: 1');
  await olena.does((phone) => phone.sendVideo(video, { duration: 4 }));
  await olena.sees('Файли: 2');
  await olena.presses('Інша проблема');
  await olena.sees('Перевірте');
  await olena.presses('Надіслати');
  await olena.sees(`Заявку ${number} створено`);
  expect(world.tracker.ticket(number).files).toHaveLength(2);
});

test('a file that is too large or forbidden is explained, and the draft stays', async () => {
  await using world = await createDeskWorld();
  const { olena } = world.meet('olena');
  await olena.signsIn();
  await olena.writes('Не відкривається файл.');
  await olena.seesButton('Інша проблема');
  await olena.does((phone) => phone.sendDocument({ ...document, name: 'запис.mp4', pretendSizeBytes: 45_000_000 }));
  await olena.sees('«запис.mp4» не додано: файл більший за 20 МБ.');
  await olena.does((phone) => phone.sendDocument({ ...document, name: 'лікує-все.exe' }));
  await olena.sees('«лікує-все.exe» не додано: такі файли не приймаємо');
  await olena.presses('Інша проблема');
  expect((await olena.sees('Перевірте')).text).not.toContain('Файли');
});

test('a program under the name of a document is found out, and named', async () => {
  await using world = await createDeskWorld();
  const { olena } = world.meet('olena');
  await olena.signsIn();
  const bytes = new Uint8Array(512);
  bytes.set([0x4d, 0x5a]);
  await olena.does((phone) =>
    phone.sendDocument({ name: 'рахунок.pdf', mime: 'application/pdf', bytes, caption: 'Не відкривається.' }),
  );
  await olena.sees('Файли: 1');
  await olena.presses('Інша проблема');
  await olena.sees('Перевірте');
  await olena.presses('Надіслати');
  await olena.sees('Заявку не надіслано: один із файлів не пройшов перевірку («рахунок.pdf»).');
  expect(world.tracker.tickets()).toEqual([]);
});

test('a draft can be dropped and taken back', async () => {
  await using world = await createDeskWorld();
  const { olena } = world.meet('olena');
  await olena.signsIn();
  await olena.writes('Забагато шуму.');
  await olena.seesButton('Скасувати');
  await olena.presses('Скасувати');
  await olena.sees('Чернетку відкладено.');
  await olena.presses('Повернути');
  await olena.sees('«Забагато шуму.»');
});

test('every type is found by department, and the text can be written anew', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena } = world.meet('olena');
  await olena.signsIn();
  await olena.picks('Нова заявка');
  await olena.sees('Опишіть проблему: що сталося, де й коли.');
  await olena.writes('Переїжджаємо.');
  await olena.seesButton('Усі типи');
  await olena.presses('Усі типи');
  await olena.sees('Чого це стосується?');
  await olena.presses('Робоче місце й техніка');
  await olena.seesButton('Переїзд робочого місця');
  await olena.presses('Переїзд робочого місця');
  await olena.sees('Куди');
  await olena.writes('Корпус 2, кабінет 11');
  const asked = await olena.sees(/Коли|Перевірте/);
  if (!asked.text.includes('Перевірте')) await olena.presses('Пропустити');
  await olena.sees('Куди: Корпус 2, кабінет 11');
  await olena.presses('Змінити');
  await olena.seesButton('Текст');
  await olena.presses('Текст');
  await olena.sees('Напишіть новий текст заявки.');
  await olena.writes('Переїжджаємо у п’ятницю.');
  await olena.sees('«Переїжджаємо у п’ятницю.»');
  await olena.presses('Надіслати');
  await olena.sees(`Заявку ${number} створено`);
  expect(world.tracker.ticket(number).summary).toBe('Переїжджаємо у п’ятницю.');
});
