import { expect, test } from 'vitest';
import { document, photo, video, voice } from './world/sample-files.ts';
import { shareWorld } from './world/share-world.ts';

const shared = shareWorld();

test('a quick type takes one tap', async () => {
  const { world } = shared;
  const number = shared.nextNumber();
  const employee = shared.somebody();
  await employee.signsIn();
  await employee.writes('Після відпустки не заходжу в пошту.');
  await employee.seesButton('Не підходить пароль');
  await employee.presses('Не підходить пароль');
  await employee.sees(`Заявку ${number} створено`);
  expect(employee.hasInChat('Перевірте, будь ласка')).toBe(false);
  expect(world.tracker.ticket(number).requestType).toBe('Не підходить пароль');
});

test('critical asks for a reason, which the tracker gets', async () => {
  const { world } = shared;
  const number = shared.nextNumber();
  const employee = shared.somebody();
  await employee.signsIn();
  await employee.writes('Не відкривається бухгалтерська програма.');
  await employee.seesButton('Помилка в програмі');
  await employee.presses('Помилка в програмі');
  await employee.sees('пріоритет середній');
  await employee.presses('Змінити');
  await employee.seesButton('Пріоритет');
  await employee.presses('Пріоритет');
  const choice = await employee.sees('Оберіть пріоритет. Зараз: середній.');
  expect(choice.text).toContain('Критичний — робота багатьох людей стоїть.');
  await employee.presses('Критичний');
  await employee.sees('Що зупинилося і кого це зачіпає?');
  await employee.writes('Стоїть виплата зарплати, 40 людей.');
  const review = await employee.sees('пріоритет критичний');
  expect(review.text).toContain('Чому терміново: Стоїть виплата зарплати, 40 людей.');
  await employee.presses('Надіслати');
  await employee.sees(`Заявку ${number} створено`);
  const ticket = world.tracker.ticket(number);
  expect(ticket.priority).toBe('critical');
  expect(ticket.description).toContain('Стоїть виплата зарплати, 40 людей.');
});

test('an album is one ticket with all its files', async () => {
  const { world } = shared;
  const number = shared.nextNumber();
  const employee = shared.somebody();
  await employee.signsIn();
  await employee.does((phone) =>
    phone.sendAlbum(
      [
        { kind: 'photo', bytes: photo },
        { kind: 'photo', bytes: photo },
        { kind: 'photo', bytes: photo },
      ],
      'Тріснув екран.',
    ),
  );
  const card = await employee.sees('Файли: 3');
  expect(card.text).toContain('«Тріснув екран.»');
  expect(employee.account.messages().filter(({ buttons }) => buttons.includes('Інша проблема'))).toHaveLength(1);
  await employee.presses('Компʼютер не працює');
  await employee.sees('Перевірте');
  await employee.presses('Надіслати');
  await employee.sees(`Заявку ${number} створено`);
  expect(world.tracker.ticket(number).files).toHaveLength(3);
});

test('voice and video are files as well', async () => {
  const { world } = shared;
  const number = shared.nextNumber();
  const employee = shared.somebody();
  await employee.signsIn();
  await employee.does((phone) => phone.sendVoice(voice, { duration: 4 }));
  await employee.sees('Файли: 1');
  await employee.does((phone) => phone.sendVideo(video, { duration: 4 }));
  await employee.sees('Файли: 2');
  await employee.presses('Інша проблема');
  await employee.sees('Перевірте');
  await employee.presses('Надіслати');
  await employee.sees(`Заявку ${number} створено`);
  expect(world.tracker.ticket(number).files).toHaveLength(2);
});

test('a file that is too large or forbidden is explained, and the draft stays', async () => {
  const employee = shared.somebody();
  await employee.signsIn();
  await employee.writes('Не відкривається файл.');
  await employee.seesButton('Інша проблема');
  await employee.does((phone) => phone.sendDocument({ ...document, name: 'запис.mp4', pretendSizeBytes: 45_000_000 }));
  await employee.sees('«запис.mp4» не додано: файл більший за 20 МБ.');
  await employee.does((phone) => phone.sendDocument({ ...document, name: 'лікує-все.exe' }));
  await employee.sees('«лікує-все.exe» не додано: такі файли не приймаємо');
  await employee.presses('Інша проблема');
  expect((await employee.sees('Перевірте')).text).not.toContain('Файли');
});

test('a program under the name of a document is found out, and named', async () => {
  const { world } = shared;
  const employee = shared.somebody();
  await employee.signsIn();
  const before = world.tracker.tickets();
  const bytes = new Uint8Array(512);
  bytes.set([0x4d, 0x5a]);
  await employee.does((phone) =>
    phone.sendDocument({ name: 'рахунок.pdf', mime: 'application/pdf', bytes, caption: 'Не відкривається.' }),
  );
  await employee.sees('Файли: 1');
  await employee.presses('Інша проблема');
  await employee.sees('Перевірте');
  await employee.presses('Надіслати');
  await employee.sees('Заявку не надіслано: один із файлів не пройшов перевірку («рахунок.pdf»).');
  expect(world.tracker.tickets()).toEqual(before);
});

test('a draft can be dropped and taken back', async () => {
  const employee = shared.somebody();
  await employee.signsIn();
  await employee.writes('Забагато шуму.');
  await employee.seesButton('Скасувати');
  await employee.presses('Скасувати');
  await employee.sees('Чернетку відкладено.');
  await employee.presses('Повернути');
  await employee.sees('«Забагато шуму.»');
});

test('every type is found by department, and the text can be written anew', async () => {
  const { world } = shared;
  const number = shared.nextNumber();
  const employee = shared.somebody();
  await employee.signsIn();
  await employee.picks('Нова заявка');
  await employee.sees('Опишіть проблему: що сталося, де й коли.');
  await employee.writes('Переїжджаємо.');
  await employee.seesButton('Усі типи');
  await employee.presses('Усі типи');
  await employee.sees('Чого це стосується?');
  await employee.presses('Робоче місце й техніка');
  await employee.seesButton('Переїзд робочого місця');
  await employee.presses('Переїзд робочого місця');
  await employee.sees('Куди');
  await employee.writes('Корпус 2, кабінет 11');
  const asked = await employee.sees(/Коли|Перевірте/);
  if (!asked.text.includes('Перевірте')) await employee.presses('Пропустити');
  await employee.sees('Куди: Корпус 2, кабінет 11');
  await employee.presses('Змінити');
  await employee.seesButton('Текст');
  await employee.presses('Текст');
  await employee.sees('Напишіть новий текст заявки.');
  await employee.writes('Переїжджаємо у п’ятницю.');
  await employee.sees('«Переїжджаємо у п’ятницю.»');
  await employee.presses('Надіслати');
  await employee.sees(`Заявку ${number} створено`);
  expect(world.tracker.ticket(number).summary).toBe('Переїжджаємо у п’ятницю.');
});
