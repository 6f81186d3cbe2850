import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { auditOfBot } from './world/search-tables.ts';

test('the unassigned, who is on, reassigning and ending a shift', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna, andrii, mariia } = world.meet('olena', 'iryna', 'andrii', 'mariia');
  await mariia.signsIn();
  await olena.signsIn();
  await olena.files({ text: 'Не вмикається ноутбук.', type: 'Компʼютер не працює' });
  await olena.sees('Зараз на зміні нікого немає');
  await mariia.picks('Без спеціаліста');
  const waiting = await mariia.sees('Без спеціаліста · 1');
  expect(waiting.text).toContain('SD-1 · нова · середній');

  await iryna.signsIn();
  await iryna.goesOnShift();
  await iryna.sees('Нова заявка SD-1');
  await andrii.signsIn();
  await andrii.goesOnShift();
  await mariia.picks('Хто на зміні');
  expect((await mariia.sees('Хто на зміні')).text).toMatch(/Андрій Лисенко .* заявок: 0\nІрина Бондар .* заявок: 1/s);

  await mariia.picks('Найдавніші');
  await mariia.sees('Найдавніші відкриті · 1');
  await mariia.presses('Передати');
  await mariia.sees('Кому передати SD-1?');
  await mariia.presses('Андрій Лисенко');
  await mariia.sees('SD-1 передано. Спеціаліст — Андрій Лисенко.');
  await andrii.sees(/Заявка SD-1.*Її передано вам/s);
  await iryna.sees('SD-1 передано іншому спеціалісту рішенням керівника.');
  await olena.sees('Спеціаліст — Андрій Лисенко');
  await world.jiraShows(([issue]) => issue?.assignee?.displayName === 'Андрій Лисенко');

  await mariia.picks('Хто на зміні');
  await mariia.seesButton('Завершити зміну: Ірина Бондар');
  await mariia.presses('Завершити зміну: Ірина Бондар');
  await iryna.sees('Керівник завершив вашу зміну.');
  expect(await auditOfBot(world.databases.bot)).toContainEqual(expect.stringMatching(/ticket-reassigned/));
});

test('the report: table and CSV file', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna, mariia } = world.meet('olena', 'iryna', 'mariia');
  await iryna.signsIn();
  await iryna.goesOnShift();
  await mariia.signsIn();
  await olena.signsIn();
  await olena.files({ text: 'Не вмикається ноутбук.', type: 'Компʼютер не працює' });
  await iryna.sees('Нова заявка SD-1');
  await iryna.presses('Узяти в роботу');
  await world.jiraShows(([issue]) => issue?.status === 'In Progress');
  world.jira.agent(world.accountOf('iryna')).transition('SD-1', 'Resolved');
  await olena.sees('SD-1 вирішено');

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

test('what happens in Jira is told to the requester', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = world.meet('olena', 'iryna');
  await iryna.signsIn();
  await iryna.goesOnShift();
  await olena.signsIn();
  await olena.files({ text: 'Не вмикається ноутбук.', type: 'Компʼютер не працює' });
  await world.jiraShows(([issue]) => issue?.assignee !== null);
  await olena.sees('Спеціаліст — Ірина Бондар');
  const agent = world.jira.agent(world.accountOf('iryna'));
  agent.transition('SD-1', 'Waiting for customer');
  await olena.sees('SD-1: очікує вашої відповіді');
  agent.transition('SD-1', 'Resolved');
  await olena.sees('SD-1 вирішено');
});
