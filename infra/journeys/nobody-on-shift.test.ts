import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { queryRows } from './world/search-tables.ts';

test('nobody on shift: the requester and the supervisor are told, and whoever comes gets it at once', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena, iryna, mariia } = world.meet('olena', 'iryna', 'mariia');
  await mariia.signsIn();
  await iryna.signsIn();
  await olena.signsIn();
  await olena.files({ text: 'Не працює принтер на другому поверсі.', type: 'Принтер не друкує' });
  await olena.sees([`Заявку ${number} створено`, 'Зараз на зміні нікого немає']);
  await mariia.sees(`${number} · середній: на зміні нікого, заявка чекає.`);
  expect(world.tracker.ticket(number).assignee).toBeNull();

  await iryna.goesOnShift();
  await iryna.sees(`Нова заявка ${number}`);
  await olena.sees('Спеціаліст — Ірина Бондар');
  await world.tracker.shows(([ticket]) => ticket?.assigneeName === 'Ірина Бондар');
});

test('a break is no shift: a ticket waits until it is over', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena, iryna } = world.meet('olena', 'iryna');
  await iryna.comesOnShift();
  await iryna.presses('Перерва');
  await iryna.sees('Перерва. Нових заявок не буде');
  await olena.signsIn();
  await olena.files({ text: 'Зламався стілець.', type: 'Інша проблема' });
  await olena.sees('Зараз на зміні нікого немає');
  await iryna.presses('Стати на зміну');
  await iryna.sees(`Нова заявка ${number}`);
  await olena.sees('Спеціаліст — Ірина Бондар');
});

test('an answer is watched for: a reminder, then somebody else, and the supervisor knows', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena, iryna, andrii, mariia } = world.meet('olena', 'iryna', 'andrii', 'mariia');
  await mariia.signsIn();
  await iryna.comesOnShift();
  await andrii.signsIn();
  await olena.signsIn();
  await olena.files({ text: 'Не вмикається ноутбук.', type: 'Компʼютер не працює' });
  await iryna.sees(`Нова заявка ${number}`);
  await andrii.goesOnShift();

  world.clock.passMinutes(121);
  await iryna.sees(`Нагадуємо про заявку ${number} · пріоритет середній`);
  world.clock.passMinutes(121);
  await andrii.sees('Її не взяли вчасно.');
  await iryna.sees(`${number} передано іншому спеціалісту: час на відповідь минув.`);
  await mariia.sees(`${number} · середній: на заявку не відповіли вчасно.`);
  await olena.sees('Спеціаліст — Андрій Лисенко');
});

test('specialists who are signed out, on shift, learn number, priority and type alone', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena, iryna } = world.meet('olena', 'iryna');
  await iryna.comesOnShift();
  world.clock.passMinutes(31);
  await olena.signsIn();
  await olena.files({ text: 'Зникла тека з договорами.', type: 'Інша проблема' });
  const notice = await iryna.sees(`Нова заявка ${number} · пріоритет середній`);
  expect(notice.text).toContain('Інша проблема');
  expect(notice.text).not.toContain('договор');
  expect(notice.text).not.toContain('Олена');

  await iryna.presses('Узяти в роботу');
  await iryna.sees('підтвердьте, будь ласка, що це ви');
  expect(await queryRows(world.databases.bot, 'select state from assignments')).toEqual([{ state: 'taken' }]);
  await iryna.sharesTheirNumber();
  await world.tracker.shows(([ticket]) => ticket?.status === 'in-progress');
  await iryna.sees('Зникла тека з договорами.');
});
