import { expect, test } from 'vitest';
import { createDeskWorld, type DeskWorld } from './desk-world.ts';
import { type FiledWorld, fileWithIryna } from './world/file-ticket.ts';
import { overhearBot } from './world/overhear-bot.ts';

async function takenByIryna(world: DeskWorld): Promise<FiledWorld> {
  const filed = await fileWithIryna(world);
  await filed.iryna.presses('Узяти в роботу');
  await world.tracker.shows(([ticket]) => ticket?.status === 'in-progress');
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
  await iryna.sees(`Нотатку додано до ${number}`);
  const [ticket] = await world.tracker.shows(([first]) => first?.comments.length === 1);
  expect(ticket?.comments[0]).toMatchObject({ public: false, text: expect.stringContaining('Таємниця-20') });
  world.tracker.agent(world.accountOf('iryna')).comment(number, 'Замінимо монітор.');
  await olena.sees('Замінимо монітор.');
  expect(overheard.hasSaid('Таємниця-20')).toBe(false);
});

test('a question waits for the employee, and the answer comes back', async () => {
  await using world = await createDeskWorld();
  const filed = await takenByIryna(world);
  const { olena, iryna, number } = filed;
  await opens(filed);
  await iryna.presses('Ще');
  await iryna.seesButton('Запитати автора');
  await iryna.presses('Запитати автора');
  await iryna.sees(`Напишіть запитання до ${number}`);
  await iryna.writes('Який це кабінет?');
  await world.tracker.shows(([ticket]) => ticket?.status === 'waiting-for-customer');
  const question = await olena.sees('Який це кабінет?');
  await olena.sees(`${number}: очікує вашої відповіді`);
  await olena.does((phone) => phone.send('215-й', { replyTo: question.id }));
  await iryna.sees('215-й');
});

test('resolved with words, which the employee reads', async () => {
  await using world = await createDeskWorld();
  const filed = await takenByIryna(world);
  const { olena, iryna, number } = filed;
  await opens(filed);
  await iryna.presses('Вирішити');
  await iryna.sees(`Напишіть, як вирішено ${number}`);
  await iryna.writes('Замінили кабель.');
  await world.tracker.shows(([ticket]) => ticket?.status === 'resolved');
  const words = await olena.sees('Замінили кабель.');
  const question = await olena.sees('Усе працює?');
  expect(question.replyTo).toMatchObject({
    id: words.id,
    excerpt: expect.stringContaining(`${number} · Ірина Бондар`),
  });
});

test('handed to a colleague with a note', async () => {
  await using world = await createDeskWorld();
  const { andrii } = world.meet('andrii');
  const filed = await takenByIryna(world);
  const { iryna, olena, number } = filed;
  await andrii.comesOnShift();
  await opens(filed);
  await iryna.presses('Ще');
  await iryna.seesButton('Передати колезі');
  await iryna.presses('Передати колезі');
  await iryna.sees(`Кому передати ${number}?`);
  const button = iryna.account
    .messages()
    .flatMap(({ buttons }) => buttons)
    .findLast((each) => each.includes('Андрій'));
  await iryna.presses(button ?? 'Андрій Лисенко');
  await iryna.sees(`Що варто знати колегам про ${number}?`);
  await iryna.writes('Кабель уже замінено.');
  await world.tracker.shows(([ticket]) => ticket?.assignee === world.accountOf('andrii'));
  expect(world.tracker.ticket(number).comments).toMatchObject([
    { public: false, text: expect.stringContaining('Кабель уже замінено.') },
  ]);
  const note = await andrii.sees('Кабель уже замінено.');
  expect(note.text).toContain(`${number} · нотатка: Ірина Бондар. Її бачать лише колеги.`);
  expect(olena.hasInChat('Кабель')).toBe(false);
  await olena.sees('Спеціаліст — Андрій Лисенко');
});

test('an answer to the notice of a new ticket is a comment, and no ticket of the specialist’s own', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna, number } = await fileWithIryna(world);
  const notice = await iryna.sees(`Нова заявка ${number}`);
  await iryna.does((phone) => phone.send('Зайду за годину.', { replyTo: notice.id }));
  await iryna.sees(`Додано до ${number}`);
  await olena.sees('Зайду за годину.');
  expect(world.tracker.ticket(number).comments).toMatchObject([{ public: true }]);
});

test('a saved reply is found, shown as it would be sent, and sent', async () => {
  await using world = await createDeskWorld();
  const filed = await takenByIryna(world);
  const { olena, iryna, number } = filed;
  await opens(filed);
  await iryna.presses('Ще');
  await iryna.seesButton('Заготовки');
  await iryna.presses('Заготовки');
  await iryna.sees('Заготовки');
  await iryna.presses('Знайти заготовку');
  await iryna.sees(`Яку заготовку шукаєте для ${number}?`);
  await iryna.writes('усе ПРАЦЮВАТИ');
  const found = await iryna.sees(`Знайдено за «усе ПРАЦЮВАТИ» для ${number}: 1`);
  expect(found.buttons).toContain('Перевірте, будь ласка');
  expect(found.buttons).not.toContain('Взято в роботу');
  await iryna.presses('Перевірте, будь ласка');
  await iryna.sees([number, 'Усе має працювати', 'Ірина Бондар']);
  await iryna.presses('Надіслати');
  await olena.sees(/Усе має працювати.*Ірина Бондар/s);
  const [ticket] = await world.tracker.shows(([first]) => first?.comments.length === 1);
  expect(ticket?.comments[0]).toMatchObject({ public: true, text: expect.stringContaining('Усе має працювати.') });
});

test('what nobody in the team has is found and taken, and goes on as any other', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena, iryna } = world.meet('olena', 'iryna');
  await olena.signsIn();
  await olena.files({ text: 'Не вмикається монітор.', type: 'Компʼютер не працює' });
  await olena.sees('Зараз на зміні нікого немає');
  await iryna.signsIn();
  await iryna.picks('Призначені мені');
  await iryna.seesButton('Без спеціаліста в моїй команді');
  await iryna.presses('Без спеціаліста в моїй команді');
  await iryna.sees('Без спеціаліста · 1');
  await iryna.presses(number);
  await iryna.sees('Не вмикається монітор.');
  await iryna.presses('Узяти в роботу');
  await iryna.sees(`${number} у роботі.`);
  const [ticket] = await world.tracker.shows(([first]) => first?.status === 'in-progress');
  expect(ticket?.assignee).toBe(world.accountOf('iryna'));
  await olena.sees('Спеціаліст — Ірина Бондар');
});
