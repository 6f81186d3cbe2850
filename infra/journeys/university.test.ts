import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { sampledTrackers } from './world/journey-tracker.ts';

test.each(sampledTrackers())(
  'a new user of ЄДЕБО: its own questions, and the sector that answers (%s)',
  async (tracker) => {
    await using world = await createDeskWorld({ tracker, organisation: 'university' });
    const { olena, marko } = world.meet('olena', 'marko');
    await marko.comesOnShift();
    await olena.signsIn();
    await olena.writes('Нова секретарка приймальної комісії, потрібен доступ до вступу.');
    await olena.seesButton('Усі типи');
    await olena.presses('Усі типи');
    await olena.seesButton('ЄДЕБО');
    await olena.presses('ЄДЕБО');
    await olena.seesButton('Новий користувач ЄДЕБО');
    await olena.presses('Новий користувач ЄДЕБО');
    await olena.sees('Прізвище');
    await olena.writes('Шевчук Лідія Петрівна');
    await olena.sees('Посада');
    await olena.writes('секретарка приймальної комісії');
    await olena.sees('пошта');
    await olena.writes('не адреса');
    await olena.sees('Потрібна адреса, наприклад name@example.com.');
    await olena.writes('lidiia.shevchuk@example.test');
    const review = await olena.sees('Перевірте');
    expect(review.text).toContain('Шевчук Лідія Петрівна');
    await olena.presses('Надіслати');
    await olena.sees(/Заявку \S+ створено.*Спеціаліст — Марко Савченко/s);

    const [ticket] = await world.tracker.shows(([first]) => first?.assigneeName === 'Марко Савченко');
    expect(ticket?.requestType).toBe('Новий користувач ЄДЕБО');
    expect(ticket?.fields).toEqual(
      expect.arrayContaining([
        'Шевчук Лідія Петрівна',
        'секретарка приймальної комісії',
        'lidiia.shevchuk@example.test',
      ]),
    );
  },
);

test('each unit has its own people: the ЄДЕБО specialist gets no printer', async () => {
  await using world = await createDeskWorld({ organisation: 'university' });
  const { olena, marko } = world.meet('olena', 'marko');
  await marko.comesOnShift();
  await olena.signsIn();
  await olena.writes('Зник інтернет в аудиторії 5.');
  await olena.seesButton('Проблеми з інтернетом');
  await olena.presses('Проблеми з інтернетом');
  await olena.sees(/Заявку \S+ створено.*Зараз на зміні нікого немає/s);
  expect(marko.hasInChat('Нова заявка')).toBe(false);
});
