import { expect, test } from 'vitest';
import { createDeskWorld, type DeskWorld } from './desk-world.ts';
import { type FiledWorld, fileWithIryna } from './world/file-ticket.ts';
import { overhearBot } from './world/overhear-bot.ts';

async function takenByIryna(world: DeskWorld): Promise<FiledWorld> {
  const filed = await fileWithIryna(world);
  await filed.iryna.presses('Узяти в роботу');
  await world.jiraShows(([issue]) => issue?.status === 'In Progress');
  return filed;
}

async function opens({ iryna, number }: FiledWorld): Promise<void> {
  await iryna.picks('Призначені мені');
  await iryna.sees('Призначені мені');
  await iryna.presses(number);
  await iryna.sees('Стан:');
}

test('a note is for colleagues alone', async () => {
  await using world = await createDeskWorld();
  const filed = await takenByIryna(world);
  const { olena, iryna, number } = filed;
  const overheard = overhearBot(world.telegram);
  await opens(filed);
  await iryna.presses('Ще');
  await iryna.seesButton('Нотатка колегам');
  await iryna.presses('Нотатка колегам');
  await iryna.sees('Її бачать лише колеги.');
  await iryna.writes('Таємниця-20: монітор старий.');
  await iryna.sees('Нотатку додано до SD-1');
  const [issue] = await world.jiraShows(([first]) => first?.comments.length === 1);
  expect(issue?.comments[0]).toMatchObject({ public: false, body: expect.stringContaining('Таємниця-20') });
  world.jira.agent(world.accountOf('iryna')).comment(number, 'Замінимо монітор.');
  await olena.sees('Замінимо монітор.');
  expect(overheard.hasSaid('Таємниця-20')).toBe(false);
});

test('a question waits for the employee, and the answer comes back', async () => {
  await using world = await createDeskWorld();
  const filed = await takenByIryna(world);
  const { olena, iryna } = filed;
  await opens(filed);
  await iryna.presses('Ще');
  await iryna.seesButton('Запитати автора');
  await iryna.presses('Запитати автора');
  await iryna.sees('Напишіть запитання до SD-1');
  await iryna.writes('Який це кабінет?');
  await world.jiraShows(([issue]) => issue?.status === 'Waiting for customer');
  const question = await olena.sees('Який це кабінет?');
  await olena.sees('SD-1: очікує вашої відповіді');
  await olena.does((phone) => phone.send('215-й', { replyTo: question.id }));
  await iryna.sees('215-й');
});

test('resolved with words, which the employee reads', async () => {
  await using world = await createDeskWorld();
  const filed = await takenByIryna(world);
  const { olena, iryna } = filed;
  await opens(filed);
  await iryna.presses('Вирішити');
  await iryna.sees('Напишіть, як вирішено SD-1');
  await iryna.writes('Замінили кабель.');
  await world.jiraShows(([issue]) => issue?.status === 'Resolved');
  const words = await olena.sees('Замінили кабель.');
  const question = await olena.sees('Усе працює?');
  expect(question.replyTo).toMatchObject({ id: words.id, excerpt: expect.stringContaining('SD-1 · Ірина Бондар') });
});

test('handed to a colleague with a note', async () => {
  await using world = await createDeskWorld();
  const { andrii } = world.meet('andrii');
  const filed = await takenByIryna(world);
  const { iryna, olena } = filed;
  await andrii.signsIn();
  await andrii.goesOnShift();
  await opens(filed);
  await iryna.presses('Ще');
  await iryna.seesButton('Передати колезі');
  await iryna.presses('Передати колезі');
  await iryna.sees('Кому передати SD-1?');
  const button = iryna.account
    .messages()
    .flatMap(({ buttons }) => buttons)
    .findLast((each) => each.includes('Андрій'));
  await iryna.presses(button ?? 'Андрій Лисенко');
  await iryna.sees('Що варто знати колегам про SD-1?');
  await iryna.writes('Кабель уже замінено.');
  await world.jiraShows(([issue]) => issue?.assignee?.id === world.accountOf('andrii'));
  expect(world.jira.issue('SD-1')?.comments).toMatchObject([
    { public: false, body: expect.stringContaining('Кабель уже замінено.') },
  ]);
  const note = await andrii.sees('Кабель уже замінено.');
  expect(note.text).toContain('SD-1 · нотатка: Ірина Бондар. Її бачать лише колеги.');
  expect(olena.hasInChat('Кабель')).toBe(false);
  await olena.sees('Спеціаліст — Андрій Лисенко');
});

test('an answer to the notice of a new ticket is a comment, and no ticket of the specialist’s own', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = await fileWithIryna(world);
  const notice = await iryna.sees('Нова заявка SD-1');
  await iryna.does((phone) => phone.send('Зайду за годину.', { replyTo: notice.id }));
  await iryna.sees('Додано до SD-1');
  await olena.sees('Зайду за годину.');
  expect(world.jira.issue('SD-1')?.comments).toMatchObject([{ public: true }]);
});

test('a saved reply is found, shown as it would be sent, and sent', async () => {
  await using world = await createDeskWorld();
  const filed = await takenByIryna(world);
  const { olena, iryna } = filed;
  await opens(filed);
  await iryna.presses('Ще');
  await iryna.seesButton('Заготовки');
  await iryna.presses('Заготовки');
  await iryna.sees('Заготовки');
  await iryna.presses('Знайти заготовку');
  await iryna.sees('Яку заготовку шукаєте для SD-1?');
  await iryna.writes('усе ПРАЦЮВАТИ');
  const found = await iryna.sees('Знайдено за «усе ПРАЦЮВАТИ» для SD-1: 1');
  expect(found.buttons).toContain('Перевірте, будь ласка');
  expect(found.buttons).not.toContain('Взято в роботу');
  await iryna.presses('Перевірте, будь ласка');
  await iryna.sees(/SD-1.*Усе має працювати.*Ірина Бондар/s);
  await iryna.presses('Надіслати');
  await olena.sees(/Усе має працювати.*Ірина Бондар/s);
  const [issue] = await world.jiraShows(([first]) => first?.comments.length === 1);
  expect(issue?.comments[0]).toMatchObject({ public: true, body: expect.stringContaining('Усе має працювати.') });
});

test('what nobody in the team has is found and taken, and goes on as any other', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = world.meet('olena', 'iryna');
  await olena.signsIn();
  await olena.files({ text: 'Не вмикається монітор.', type: 'Компʼютер не працює' });
  await olena.sees('Зараз на зміні нікого немає');
  await iryna.signsIn();
  await iryna.picks('Призначені мені');
  await iryna.seesButton('Без спеціаліста в моїй команді');
  await iryna.presses('Без спеціаліста в моїй команді');
  await iryna.sees('Без спеціаліста · 1');
  await iryna.presses('SD-1');
  await iryna.sees('Не вмикається монітор.');
  await iryna.presses('Узяти в роботу');
  await iryna.sees('SD-1 у роботі.');
  const [issue] = await world.jiraShows(([first]) => first?.status === 'In Progress');
  expect(issue?.assignee?.id).toBe(world.accountOf('iryna'));
  await olena.sees('Спеціаліст — Ірина Бондар');
});
