import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createDeskWorld, type DeskWorld } from './desk-world.ts';
import { photo } from './world/sample-files.ts';

const acceptedLater = 'Заявку прийнято. Система заявок зараз не відповідає, тому номер надішлемо трохи пізніше.';

test('Jira away at Send: the ticket is accepted, its number follows, and there is exactly one', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = world.meet('olena', 'iryna');
  await iryna.signsIn();
  await iryna.goesOnShift();
  await olena.signsIn();
  await olena.does((phone) => phone.sendPhoto(photo, { caption: 'Не відкривається програма.' }));
  await olena.sees('Файли: 1');
  await olena.presses('Помилка в програмі');
  await olena.sees('Перевірте');

  world.jira.down();
  await olena.presses('Надіслати');
  const accepted = await olena.sees(acceptedLater);
  expect(accepted.text).toContain('Текст і файли збережено, повторювати нічого не треба.');
  expect(world.jira.issues()).toEqual([]);

  await world.jira.up();
  world.clock.passMinutes(1);
  await olena.sees(/Заявку SD-1 створено.*Спеціаліст — Ірина Бондар/s);
  await iryna.sees('Нова заявка SD-1');
  const issues = await world.jiraShows(([issue]) => issue?.assignee?.id === world.accountOf('iryna'));
  expect(issues).toHaveLength(1);
  expect(issues[0]?.history.filter(({ field }) => field === 'assignee')).toHaveLength(1);
  expect(issues[0]?.attachments.map(({ sha256 }) => sha256)).toEqual([
    createHash('sha256').update(photo).digest('hex'),
  ]);
  expect(olena.said().filter((words) => words.includes('Заявку прийнято'))).toHaveLength(1);
});

test('Jira answers that it cannot: looked for again and again, and then sent once more', async () => {
  await using world = await createDeskWorld();
  const { olena } = world.meet('olena');
  await olena.signsIn();
  world.jira.down('503');
  await olena.files({ text: 'Не відкривається програма.', type: 'Помилка в програмі' });
  await olena.sees(acceptedLater);
  await world.jira.up();
  for (let minutes = 0; minutes < 10 && world.jira.issues().length === 0; minutes += 1) await passUntilAsked(world);
  await olena.sees('Заявку SD-1 створено');
  expect(world.jira.issues()).toHaveLength(1);
});

test('an answer of Jira that got lost makes no second ticket', async () => {
  await using world = await createDeskWorld();
  const { olena } = world.meet('olena');
  await olena.signsIn();
  world.jira.faults.add({
    kind: 'timeout-after-commit',
    method: 'POST',
    path: '/rest/servicedeskapi/request',
    times: 1,
  });
  await olena.files({ text: 'Не відкривається пошта.', type: 'Інша проблема' });
  await olena.sees('Заявку SD-1 створено');
  expect(world.jira.issues()).toHaveLength(1);
});

test('Jira away longer than the session: the number comes all the same', async () => {
  await using world = await createDeskWorld();
  const { olena } = world.meet('olena');
  await olena.signsIn();
  world.jira.down();
  await olena.files({ text: 'Зламалося крісло, але це теж техніка.', type: 'Інша проблема' });
  await olena.sees(acceptedLater);
  world.clock.passMinutes(45);
  await world.jira.up();
  world.clock.passMinutes(1);
  await olena.sees('Заявку SD-1 створено');
  expect(world.jira.issues()).toHaveLength(1);
});

async function passUntilAsked({ jira, clock }: DeskWorld): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = jira.onRequest(() => resolve());
  clock.passMinutes(1);
  await promise;
  stop();
}
