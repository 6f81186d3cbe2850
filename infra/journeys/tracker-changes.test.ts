import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { fileWithIryna } from './world/file-ticket.ts';
import { overhearBot } from './world/overhear-bot.ts';

/** Jira promises a first response within four hours; half an hour before, whoever has the ticket is told. */
const firstWarningMinutes = 4 * 60 - 29;

test('a ticket born in Jira appears for who asked, and is assigned', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = world.meet('olena', 'iryna');
  await iryna.signsIn();
  await iryna.goesOnShift();
  await olena.signsIn();
  world.jira
    .agent(world.accountOf('iryna'))
    .createIssue({ summary: 'Дзвінок: не друкує принтер', reporterId: world.accountOf('olena') });
  await world.jiraShows(([issue]) => issue?.assignee?.id === world.accountOf('iryna'));
  await iryna.sees('Нова заявка SD-1');
  await olena.picks('Мої заявки');
  await olena.sees('Мої заявки · усього 1');
  await olena.presses('SD-1');
  await olena.sees('Спеціаліст — Ірина Бондар');
});

test('a reader who is signed out learns that there is something to read, and reads it after sign-in', async () => {
  await using world = await createDeskWorld();
  const { olena, agent, number } = await fileWithIryna(world);
  world.clock.passMinutes(45);
  const overheard = overhearBot(world.telegram);
  agent.comment(number, 'Таємниця-21 лише для вас.');
  await olena.sees('SD-1 · є нова відповідь');
  expect(overheard.hasSaid('Таємниця-21')).toBe(false);
  await olena.presses('Прочитати');
  await olena.sharesTheirNumber();
  await olena.sees('Таємниця-21 лише для вас.');
});

test('reassigned in Jira: the new one is told, the other one too, and the employee sees who it is', async () => {
  await using world = await createDeskWorld();
  const { andrii } = world.meet('andrii');
  const { olena, iryna, agent, number } = await fileWithIryna(world);
  await andrii.signsIn();
  await andrii.goesOnShift();
  world.clock.passMinutes(1);
  agent.assign(number, world.accountOf('andrii'));
  await andrii.sees('SD-1');
  await iryna.sees('SD-1 більше не за вами.');
  await olena.sees('Спеціаліст — Андрій Лисенко');
  agent.setPriority(number, 'Highest');
  await andrii.sees(/SD-1.*критичний/s);
});

test('the promise is about to break: whoever has the ticket is told once', async () => {
  await using world = await createDeskWorld();
  const { iryna, agent, number } = await fileWithIryna(world);
  agent.transition(number, 'In Progress');
  await iryna.sees('SD-1 у роботі');
  world.clock.passMinutes(firstWarningMinutes);
  const warning = await iryna.sees(/SD-1 · пріоритет середній: строк до/);
  world.clock.passMinutes(5);
  await iryna.picks('Призначені мені');
  await iryna.sees(/Призначені мені|підтвердьте/);
  const warnings = iryna.account.messages().filter(({ text }) => text === warning.text);
  expect(warnings).toHaveLength(1);
});

test('the promise is about to break and nobody has the ticket: its supervisor is told', async () => {
  await using world = await createDeskWorld();
  const { olena, mariia } = world.meet('olena', 'mariia');
  await mariia.signsIn();
  await olena.signsIn();
  await olena.files({ text: 'Не вмикається монітор.', type: 'Компʼютер не працює' });
  await mariia.sees('SD-1 · середній: на зміні нікого');
  world.clock.passMinutes(firstWarningMinutes);
  const warning = await mariia.sees(/SD-1 · середній: строк/);
  expect(warning.buttons).toEqual(['Відкрити', 'Передати']);
  expect(warning.text).not.toContain('монітор');
});
