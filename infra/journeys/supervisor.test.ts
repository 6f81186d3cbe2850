import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { meetAtWork } from './world/file-ticket.ts';
import { auditOfBot } from './world/search-tables.ts';

test('the unassigned, who is on, reassigning and ending a shift', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena, iryna, andrii, mariia } = world.meet('olena', 'iryna', 'andrii', 'mariia');
  await mariia.signsIn();
  await olena.signsIn();
  await olena.files({ text: 'Не вмикається ноутбук.', type: 'Компʼютер не працює' });
  await olena.sees('Зараз на зміні нікого немає');
  await mariia.picks('Без спеціаліста');
  const waiting = await mariia.sees('Без спеціаліста · 1');
  expect(waiting.text).toContain(`${number} · нова · середній`);

  await iryna.comesOnShift();
  await iryna.sees(`Нова заявка ${number}`);
  await andrii.comesOnShift();
  await mariia.picks('Хто на зміні');
  expect((await mariia.sees('Хто на зміні')).text).toMatch(/Андрій Лисенко .* заявок: 0\nІрина Бондар .* заявок: 1/s);

  await mariia.picks('Найдавніші');
  await mariia.sees('Найдавніші відкриті · 1');
  await mariia.presses('Передати');
  await mariia.sees(`Кому передати ${number}?`);
  await mariia.presses('Андрій Лисенко');
  await mariia.sees(`${number} передано. Спеціаліст — Андрій Лисенко.`);
  await andrii.sees([`Заявка ${number}`, 'Її передано вам']);
  await iryna.sees(`${number} передано іншому спеціалісту рішенням керівника.`);
  await olena.sees('Спеціаліст — Андрій Лисенко');
  await world.tracker.shows(([ticket]) => ticket?.assigneeName === 'Андрій Лисенко');

  await mariia.picks('Хто на зміні');
  await mariia.seesButton('Завершити зміну: Ірина Бондар');
  await mariia.presses('Завершити зміну: Ірина Бондар');
  await iryna.sees('Керівник завершив вашу зміну.');
  expect(await auditOfBot(world.databases.bot)).toContainEqual(expect.stringMatching(/ticket-reassigned/));
});

test('the report: table and CSV file', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena, iryna, mariia } = world.meet('olena', 'iryna', 'mariia');
  await iryna.comesOnShift();
  await mariia.signsIn();
  await olena.signsIn();
  await olena.files({ text: 'Не вмикається ноутбук.', type: 'Компʼютер не працює' });
  await iryna.sees(`Нова заявка ${number}`);
  await iryna.presses('Узяти в роботу');
  await world.tracker.shows(([ticket]) => ticket?.status === 'in-progress');
  world.tracker.agent(world.accountOf('iryna')).move(number, 'resolved');
  await olena.sees(`${number} вирішено`);

  await mariia.picks('Звіт');
  const report = await mariia.sees('Звіт · сьогодні');
  expect(report.text).toContain('Подано: 1 · вирішено: 1 · відкрито: 0');
  expect(report.text).toContain('Компʼютер не працює: 1 / 1');
  await mariia.presses('7 днів');
  await mariia.sees('Звіт · 7 днів');
  await mariia.presses('Файл CSV');
  const sent = await mariia.sees('Звіт у файлі: 7 днів');
  const [file] = sent.files;
  expect(file).toMatchObject({ kind: 'document', name: expect.stringMatching(/[.]csv$/) });
  const bytes = await fetch(`${world.telegram.apiRoot}/client/people/${mariia.account.id}/files/${file?.fileId}`);
  const [head, ...lines] = (await bytes.text()).split('\n');
  expect(head).toContain('Тип,Подано,Вирішено');
  expect(lines.slice(0, 5)).toEqual([
    'Компʼютер не працює,1,1',
    'Усього,1,1',
    '',
    'Онлайн-консультації,Значення',
    'Запитів,0',
  ]);
});

test('what is the supervisor’s is nobody else’s', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = world.meet('olena', 'iryna');
  await olena.signsIn();
  await olena.writes('Звіт');
  await olena.sees('Ця дія вам недоступна.');
  await iryna.signsIn();
  await iryna.writes('/report');
  await iryna.sees(/Ця дія вам недоступна|Такої команди немає/);
  await iryna.writes('Без спеціаліста');
  await iryna.sees('Ця дія вам недоступна.');
});

test('what happens in the tracker is told to the requester', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena } = await meetAtWork(world);
  await olena.files({ text: 'Не вмикається ноутбук.', type: 'Компʼютер не працює' });
  await world.tracker.shows(([ticket]) => ticket?.assignee !== null);
  await olena.sees('Спеціаліст — Ірина Бондар');
  const agent = world.tracker.agent(world.accountOf('iryna'));
  agent.move(number, 'waiting-for-customer');
  await olena.sees(`${number}: очікує вашої відповіді`);
  agent.move(number, 'resolved');
  await olena.sees(`${number} вирішено`);
});
