import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { accepts, asksForSpecialist, consultWords, passMirrorDelay } from './world/consult.ts';
import { fileOnAnyTracker, ticketText } from './world/file-ticket.ts';
import { overhearBot } from './world/overhear-bot.ts';
import { document, photo } from './world/sample-files.ts';
import { dumpTables } from './world/search-tables.ts';

/** The main journeys once more, with OpenProject in place of Jira: for the bot nothing is different. */
const tracker = 'openproject';

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('a problem with a photo and a document reaches OpenProject, and a specialist takes it', async () => {
  await using world = await createDeskWorld({ tracker });
  const { olena, iryna } = world.meet('olena', 'iryna');
  await iryna.signsIn();
  await iryna.goesOnShift();
  await olena.signsIn();
  await olena.does((phone) => phone.sendPhoto(photo, { caption: 'Після обіду зник Wi-Fi на третьому поверсі.' }));
  await olena.sees('Файли: 1');
  await olena.does((phone) => phone.sendDocument(document));
  await olena.sees('Файли: 2');
  await olena.presses('Проблеми з інтернетом');
  await olena.sees('Перевірте, будь ласка');
  await olena.presses('Надіслати');
  await iryna.sees('Нова заявка 1 · пріоритет середній');
  await olena.sees('Заявку 1 створено');

  const [ticket] = await world.tracker.shows(([first]) => first?.assignee === world.accountOf('iryna'));
  expect(ticket).toMatchObject({
    number: '1',
    summary: 'Після обіду зник Wi-Fi на третьому поверсі.',
    requester: 'Олена Коваль',
    requestType: 'Проблеми з інтернетом',
    priority: 'Normal',
    status: 'New',
  });
  expect(ticket?.fields).toContain(String(olena.account.id));
  expect(ticket?.files.map(({ sha256 }) => sha256).sort()).toEqual([photo, document.bytes].map(digestOf).sort());

  await iryna.presses('Узяти в роботу');
  await iryna.sees('1 у роботі');
  await world.tracker.shows(([first]) => first?.status === 'In progress');
  await olena.sees('1: в роботі');
});

test('the university: each request type asks its own questions, and they have their fields', async () => {
  await using world = await createDeskWorld({ tracker, organisation: 'university' });
  const { olena, marko } = world.meet('olena', 'marko');
  await marko.signsIn();
  await marko.goesOnShift();
  await olena.signsIn();
  await olena.writes('Нова секретарка приймальної комісії, потрібен доступ до вступу.');
  for (const button of ['Усі типи', 'ЄДЕБО', 'Новий користувач ЄДЕБО']) {
    await olena.seesButton(button);
    await olena.presses(button);
  }
  await olena.sees('Прізвище');
  await olena.writes('Шевчук Лідія Петрівна');
  await olena.sees('Посада');
  await olena.writes('секретарка приймальної комісії');
  await olena.sees('пошта');
  await olena.writes('lidiia.shevchuk@example.test');
  await olena.sees('Перевірте');
  await olena.presses('Надіслати');
  await olena.sees(/Заявку \S+ створено.*Спеціаліст — Марко Савченко/s);
  const [ticket] = await world.tracker.shows(([first]) => first?.assignee === world.accountOf('marko'));
  expect(ticket?.requestType).toBe('Новий користувач ЄДЕБО');
  const written = ['Шевчук Лідія Петрівна', 'секретарка приймальної комісії', 'lidiia.shevchuk@example.test'];
  expect(ticket?.fields).toEqual(expect.arrayContaining(written));
});

test('a public comment reaches the employee, and their answer with a file reaches OpenProject', async () => {
  await using world = await createDeskWorld({ tracker });
  const { olena, iryna, agent, number } = await fileOnAnyTracker(world);
  agent.comment(number, 'Надішліть, будь ласка, фото.');
  const question = await olena.sees('Надішліть, будь ласка, фото.');
  expect(question.text).toContain(`${number} · Ірина Бондар`);
  await olena.does((phone) => phone.sendPhoto(photo, { caption: 'Ось *воно*.', replyTo: question.id }));
  await olena.sees(`Додано до ${number}`);
  const [ticket] = await world.tracker.shows(([first]) => first?.comments.length === 2 && first.files.length === 1);
  expect(ticket?.comments[1]).toMatchObject({ public: true, text: expect.stringContaining('Ось \\*воно\\*.') });
  expect(ticket?.files).toMatchObject([{ public: true, sha256: digestOf(photo) }]);
  await iryna.sees('Ось *воно*.');
  expect(olena.said().filter((words) => words.includes('Ось'))).toEqual([]);
});

test('an internal comment reaches nobody, and what is taken back is taken back', async () => {
  await using world = await createDeskWorld({ tracker });
  const { olena, agent, number } = await fileOnAnyTracker(world);
  const overheard = overhearBot(world.telegram);
  agent.comment(number, 'Таємниця-17 між колегами.', { public: false });
  const said = agent.comment(number, 'Зайду о десятій.');
  const shown = await olena.sees('Зайду о десятій.');
  agent.editComment(number, said, 'Зайду об одинадцятій.');
  expect((await olena.sees('Зайду об одинадцятій.')).id).toBe(shown.id);
  agent.removeComment(number, said);
  await olena.losesSight('Зайду об одинадцятій.');
  expect(overheard.hasSaid('Таємниця')).toBe(false);
  expect((await dumpTables(world.databases.bot)).filter((row) => row.includes('Таємниця'))).toEqual([]);
});

test('resolved, not yet, resolved again, confirmed', async () => {
  await using world = await createDeskWorld({ tracker });
  const { olena, iryna, agent, number } = await fileOnAnyTracker(world);
  await iryna.presses('Узяти в роботу');
  await world.tracker.shows(([ticket]) => ticket?.status === 'In progress');
  agent.move(number, 'Resolved');
  await olena.sees('Усе працює?');
  await olena.presses('Ні, ще ні');
  await olena.sees(`Що лишилося не так у ${number}?`);
  await olena.writes('Знову блимає.');
  const [reopened] = await world.tracker.shows(([ticket]) => ticket?.status !== 'Resolved');
  expect(['Waiting for support', 'In progress']).toContain(reopened?.status);
  await iryna.sees('Знову блимає.');
  agent.move(number, 'Resolved');
  await olena.seesButton('Так, працює');
  await olena.presses('Так, працює');
  await world.tracker.shows(([ticket]) => ticket?.status === 'Closed');
});

test('reassigned in OpenProject: the new one is told, the other one too', async () => {
  await using world = await createDeskWorld({ tracker });
  const { andrii } = world.meet('andrii');
  const { olena, iryna, agent, number } = await fileOnAnyTracker(world);
  await andrii.signsIn();
  await andrii.goesOnShift();
  world.clock.passMinutes(1);
  agent.assign(number, world.accountOf('andrii'));
  await andrii.sees(number);
  await iryna.sees(`${number} більше не за вами.`);
  await olena.sees('Спеціаліст — Андрій Лисенко');
});

test('while OpenProject is away a ticket is taken all the same, and filed once when it is back', async () => {
  await using world = await createDeskWorld({ tracker });
  const { olena } = world.meet('olena');
  await olena.signsIn();
  world.tracker.goesAway();
  await olena.files({ text: ticketText, type: 'Компʼютер не працює' });
  await olena.sees('Система заявок зараз не відповідає');
  await world.tracker.comesBack();
  world.clock.passMinutes(1);
  await olena.sees('Заявку 1 створено');
  expect(await world.tracker.shows((tickets) => tickets.length > 0)).toHaveLength(1);
});

test('a dialogue with a file, from the request to the rating: the work package has it in order, once', async () => {
  await using world = await createDeskWorld({ tracker });
  const { olena, iryna, number } = await fileOnAnyTracker(world);
  await asksForSpecialist(olena);
  await iryna.sees(`Запит на онлайн-консультацію · ${number} · середній`);
  await accepts(iryna, olena);
  await olena.writes('Монітор *темний* з ранку.');
  await iryna.sees('Монітор *темний* з ранку.');
  await iryna.writes('Чи горить індикатор?');
  await olena.sees('Чи горить індикатор?');
  await olena.does((phone) => phone.sendPhoto(photo, { caption: 'Ось так.' }));
  await iryna.sees('Ось так.');
  await passMirrorDelay(world);
  await world.tracker.shows(([ticket]) => ticket?.comments.some(({ text }) => text.includes('Ось так.')) ?? false);
  await iryna.writes('Дякую, міняємо кабель.');
  await olena.sees('Дякую, міняємо кабель.');

  await olena.presses(consultWords.end);
  await olena.sees(`Розмову завершено, вона збережеться в заявці ${number}.`);
  await olena.presses('5');
  await olena.sees('Дякуємо за оцінку: 5 з 5.');

  const [ticket] = await world.tracker.shows(([first]) => first?.comments.at(-1)?.text.includes('Оцінка: 5') ?? false);
  expect(ticket?.files).toMatchObject([{ public: true, sha256: digestOf(photo) }]);
  expect(ticket?.comments.flatMap(({ text, public: isPublic }) => (isPublic ? linesOf(text) : []))).toEqual([
    expect.stringMatching(/^\d\d:\d\d Олена Коваль: Монітор \\\*темний\\\* з ранку[.]/),
    expect.stringMatching(/^\d\d:\d\d Ірина Бондар: Чи горить індикатор[?]/),
    expect.stringMatching(/^\d\d:\d\d Олена Коваль: Ось так[.]/),
    expect.stringMatching(/^\d\d:\d\d Ірина Бондар: Дякую, міняємо кабель[.]/),
  ]);
  expect(ticket?.comments.at(-1)).toMatchObject({
    public: false,
    text: expect.stringMatching(/Завершено працівником[.].*Учасники: Олена Коваль, Ірина Бондар[.].*Очікування: /s),
  });
});

/** What somebody said, a line each. */
function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => /^\d\d:\d\d /.test(line));
}
