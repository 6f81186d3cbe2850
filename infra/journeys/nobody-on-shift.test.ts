import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { queryRows } from './world/search-tables.ts';

test('nobody on shift: the requester and the supervisor are told, and whoever comes gets it at once', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna, mariia } = world.meet('olena', 'iryna', 'mariia');
  await mariia.signsIn();
  await iryna.signsIn();
  await olena.signsIn();
  await olena.files({ text: 'Не працює принтер на другому поверсі.', type: 'Принтер не друкує' });
  await olena.sees(/Заявку SD-1 створено.*Зараз на зміні нікого немає/s);
  await mariia.sees('SD-1 · середній: на зміні нікого, заявка чекає.');
  expect(world.jira.issue('SD-1')?.assignee).toBeNull();

  await iryna.goesOnShift();
  await iryna.sees('Нова заявка SD-1');
  await olena.sees('Спеціаліст — Ірина Бондар');
  await world.jiraShows(([issue]) => issue?.assignee?.displayName === 'Ірина Бондар');
});

test('a break is no shift: a ticket waits until it is over', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = world.meet('olena', 'iryna');
  await iryna.signsIn();
  await iryna.goesOnShift();
  await iryna.presses('Перерва');
  await iryna.sees('Перерва. Нових заявок не буде');
  await olena.signsIn();
  await olena.files({ text: 'Зламався стілець.', type: 'Інша проблема' });
  await olena.sees('Зараз на зміні нікого немає');
  await iryna.presses('Стати на зміну');
  await iryna.sees('Нова заявка SD-1');
  await olena.sees('Спеціаліст — Ірина Бондар');
});

test('an answer is watched for: a reminder, then somebody else, and the supervisor knows', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna, andrii, mariia } = world.meet('olena', 'iryna', 'andrii', 'mariia');
  await mariia.signsIn();
  await iryna.signsIn();
  await iryna.goesOnShift();
  await andrii.signsIn();
  await olena.signsIn();
  await olena.files({ text: 'Не вмикається ноутбук.', type: 'Компʼютер не працює' });
  await iryna.sees('Нова заявка SD-1');
  await andrii.goesOnShift();

  world.clock.passMinutes(121);
  await iryna.sees('Нагадуємо про заявку SD-1 · пріоритет середній');
  world.clock.passMinutes(121);
  await andrii.sees('Її не взяли вчасно.');
  await iryna.sees('SD-1 передано іншому спеціалісту: час на відповідь минув.');
  await mariia.sees('SD-1 · середній: на заявку не відповіли вчасно.');
  await olena.sees('Спеціаліст — Андрій Лисенко');
});

test('specialists who are signed out, on shift, learn number, priority and type alone', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = world.meet('olena', 'iryna');
  await iryna.signsIn();
  await iryna.goesOnShift();
  world.clock.passMinutes(31);
  await olena.signsIn();
  await olena.files({ text: 'Зникла тека з договорами.', type: 'Інша проблема' });
  const notice = await iryna.sees('Нова заявка SD-1 · пріоритет середній');
  expect(notice.text).toContain('Інша проблема');
  expect(notice.text).not.toContain('договор');
  expect(notice.text).not.toContain('Олена');

  await iryna.presses('Узяти в роботу');
  await iryna.sees('підтвердьте, будь ласка, що це ви');
  expect(await queryRows(world.databases.bot, 'select state from assignments')).toEqual([{ state: 'taken' }]);
  await iryna.sharesTheirNumber();
  await world.jiraShows(([issue]) => issue?.status === 'In Progress');
  await iryna.sees('Зникла тека з договорами.');
});
