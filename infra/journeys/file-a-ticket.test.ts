import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { trackerTitles } from '../stack/start-tracker.ts';
import { createDeskWorld } from './desk-world.ts';
import { meetAtWork } from './world/file-ticket.ts';
import { sampledTrackers } from './world/journey-tracker.ts';
import { document, photo } from './world/sample-files.ts';
import { auditOfBot } from './world/search-tables.ts';

test.each(sampledTrackers())(
  'a problem with files reaches the tracker, and a specialist is told (%s)',
  async (tracker) => {
    await using world = await createDeskWorld({ tracker });
    const number = world.tracker.numberOf(1);
    const { olena, iryna } = await meetAtWork(world);
    await olena.does((phone) => phone.sendPhoto(photo, { caption: 'Після обіду зник Wi-Fi на третьому поверсі.' }));
    await olena.sees('Файли: 1');
    await olena.does((phone) => phone.sendDocument(document));
    await olena.sees('Файли: 2');
    await olena.presses('Проблеми з інтернетом');
    const review = await olena.sees('Перевірте, будь ласка');
    expect(review.text).toContain('Проблеми з інтернетом · пріоритет середній');
    expect(review.text).toContain('«Після обіду зник Wi-Fi на третьому поверсі.»');
    expect(review.text).toContain('Файли: 2');
    await olena.presses('Надіслати');

    const notice = await iryna.sees(`Нова заявка ${number} · пріоритет середній`);
    expect(notice.text).toContain('Проблеми з інтернетом: «Після обіду зник Wi-Fi на третьому поверсі.»');
    expect(notice.text).toContain('Олена Коваль');
    expect(notice.buttons).toEqual(['Узяти в роботу', 'Не моє', `Відкрити в ${trackerTitles[tracker]}`, 'Чому мені?']);
    const created = await olena.sees('Спеціаліст — Ірина Бондар, сповіщення вже надіслано.');
    expect(created.text).toContain(`Заявку ${number} створено`);

    const [ticket] = await world.tracker.shows(([first]) => first?.assignee === world.accountOf('iryna'));
    expect(ticket).toMatchObject({
      number,
      summary: 'Після обіду зник Wi-Fi на третьому поверсі.',
      requester: 'Олена Коваль',
      priority: 'medium',
      status: 'new',
    });
    expect(ticket?.description).toContain('Після обіду зник Wi-Fi на третьому поверсі.');
    expect(ticket?.files.map(({ sha256 }) => sha256).sort()).toEqual(
      [photo, document.bytes].map((bytes) => createHash('sha256').update(bytes).digest('hex')).sort(),
    );
    expect(ticket?.files.map(({ name }) => name)).toContain(document.name);
  },
);

test('*Take* moves the ticket to in progress, and its requester sees that without a sound', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena, iryna } = await meetAtWork(world);
  await olena.files({ text: 'Не вмикається компʼютер у 214.', type: 'Компʼютер не працює' });
  await olena.sees('Спеціаліст — Ірина Бондар');
  const messages = olena.account.messages().length;

  await iryna.sees(`Нова заявка ${number}`);
  await iryna.presses('Узяти в роботу');
  await iryna.sees(`${number} у роботі`);
  await world.tracker.shows(([ticket]) => ticket?.status === 'in-progress');
  await olena.sees(`${number}: в роботі`);
  expect(olena.account.messages()).toHaveLength(messages);
  const audit = (await auditOfBot(world.databases.bot)).join('\n');
  for (const act of ['signed-in', 'duty-changed', 'ticket-accepted', 'ticket-filed', 'ticket-assigned', 'ticket-taken'])
    expect(audit).toContain(act);

  await iryna.picks('Призначені мені');
  expect((await iryna.sees('Призначені мені · 1')).text).toContain(`${number} · в роботі`);
  await olena.picks('Мої заявки');
  expect((await olena.sees('Мої заявки · усього 1')).text).toContain(`${number} · в роботі · середній`);
});

test('updates that the bot fetches itself do as well as those it is sent', async () => {
  await using world = await createDeskWorld({ delivery: 'polling' });
  const { olena } = await meetAtWork(world);
  await olena.files({ text: 'Не вмикається компʼютер у 214.', type: 'Компʼютер не працює' });
  await olena.sees('Спеціаліст — Ірина Бондар');
  expect(world.telegram.calls().some(({ method }) => method === 'getUpdates')).toBe(true);
});

test('the index explains itself: why this specialist', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena, iryna, andrii } = world.meet('olena', 'iryna', 'andrii');
  for (const specialist of [iryna, andrii]) {
    await specialist.comesOnShift();
  }
  await olena.signsIn();
  await olena.files({ text: 'Монітор блимає.', type: 'Компʼютер не працює' });
  const { text } = await olena.sees(/Спеціаліст — (Ірина Бондар|Андрій Лисенко)/);
  const chosen = text.includes('Ірина') ? iryna : andrii;
  await chosen.presses('Чому мені?');
  const why = await chosen.sees(`Чому ${number} у вас: місце 1 з 2 за доступністю`);
  expect(why.text).toContain('Наступний кандидат');
});
