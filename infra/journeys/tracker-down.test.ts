import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createDeskWorld, type DeskWorld } from './desk-world.ts';
import { meetAtWork } from './world/file-ticket.ts';
import { sampledTrackers } from './world/journey-tracker.ts';
import { photo } from './world/sample-files.ts';

const acceptedLater = 'Заявку прийнято. Система заявок зараз не відповідає, тому номер надішлемо трохи пізніше.';

test.each(sampledTrackers())('%s away at Send: accepted, its number follows, there is exactly one', async (tracker) => {
  await using world = await createDeskWorld({ tracker });
  const number = world.tracker.numberOf(1);
  const { olena, iryna } = await meetAtWork(world);
  await olena.does((phone) => phone.sendPhoto(photo, { caption: 'Не відкривається програма.' }));
  await olena.sees('Файли: 1');
  await olena.presses('Помилка в програмі');
  await olena.sees('Перевірте');

  world.tracker.goesAway();
  await olena.presses('Надіслати');
  const accepted = await olena.sees(acceptedLater);
  expect(accepted.text).toContain('Текст і файли збережено, повторювати нічого не треба.');
  expect(world.tracker.tickets()).toEqual([]);

  await world.tracker.comesBack();
  world.clock.passMinutes(1);
  await olena.sees([`Заявку ${number} створено`, 'Спеціаліст — Ірина Бондар']);
  await iryna.sees(`Нова заявка ${number}`);
  const tickets = await world.tracker.shows(([ticket]) => ticket?.assignee === world.accountOf('iryna'));
  expect(tickets).toMatchObject([{ assignments: 1 }]);
  expect(tickets[0]?.files.map(({ sha256 }) => sha256)).toEqual([createHash('sha256').update(photo).digest('hex')]);
  expect(olena.said().filter((words) => words.includes('Заявку прийнято'))).toHaveLength(1);
});

test('the tracker answers that it cannot: looked for again and again, and then sent once more', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena } = world.meet('olena');
  await olena.signsIn();
  world.tracker.goesAway('503');
  await olena.files({ text: 'Не відкривається програма.', type: 'Помилка в програмі' });
  await olena.sees(acceptedLater);
  await world.tracker.comesBack();
  for (let minutes = 0; minutes < 10 && world.tracker.tickets().length === 0; minutes += 1) await passUntilAsked(world);
  await olena.sees(`Заявку ${number} створено`);
  expect(world.tracker.tickets()).toHaveLength(1);
});

test('an answer of the tracker that got lost makes no second ticket', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena } = world.meet('olena');
  await olena.signsIn();
  world.tracker.losesAnswerToFiling();
  await olena.files({ text: 'Не відкривається пошта.', type: 'Інша проблема' });
  await olena.sees(`Заявку ${number} створено`);
  expect(world.tracker.tickets()).toHaveLength(1);
});

test('the tracker away longer than the session: the number comes all the same', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena } = world.meet('olena');
  await olena.signsIn();
  world.tracker.goesAway();
  await olena.files({ text: 'Зламалося крісло, але це теж техніка.', type: 'Інша проблема' });
  await olena.sees(acceptedLater);
  world.clock.passMinutes(45);
  await world.tracker.comesBack();
  world.clock.passMinutes(1);
  await olena.sees(`Заявку ${number} створено`);
  expect(world.tracker.tickets()).toHaveLength(1);
});

async function passUntilAsked({ tracker, clock }: DeskWorld): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = tracker.onRequest(() => resolve());
  clock.passMinutes(1);
  await promise;
  stop();
}
