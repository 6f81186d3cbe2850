import { expect, test } from 'vitest';
import { createDeskWorld, type DeskWorld } from './desk-world.ts';
import { fileWithIryna, meetAtWork } from './world/file-ticket.ts';
import { sampledTrackers } from './world/journey-tracker.ts';
import { overhearBot } from './world/overhear-bot.ts';
import { queryRows } from './world/search-tables.ts';

/** Half an hour before a promise ends whoever has the ticket is told. */
const warnedBeforeMinutes = 29;

test('a ticket born in the tracker appears for who asked, and is assigned', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena, iryna } = await meetAtWork(world);
  world.tracker.agent(world.accountOf('iryna')).create('Дзвінок: не друкує принтер', world.accountOf('olena'));
  await world.tracker.shows(([ticket]) => ticket?.assignee === world.accountOf('iryna'));
  await iryna.sees(`Нова заявка ${number}`);
  await olena.picks('Мої заявки');
  await olena.sees('Мої заявки · усього 1');
  await olena.presses(number);
  await olena.sees('Спеціаліст — Ірина Бондар');
});

test('a reader who is signed out learns that there is something to read, and reads it after sign-in', async () => {
  await using world = await createDeskWorld();
  const { olena, agent, number } = await fileWithIryna(world);
  world.clock.passMinutes(45);
  const overheard = overhearBot(world.telegram);
  agent.comment(number, 'Таємниця-21 лише для вас.');
  await olena.sees(`${number} · є нова відповідь`);
  expect(overheard.hasSaid('Таємниця-21')).toBe(false);
  await olena.presses('Прочитати');
  await olena.sharesTheirNumber();
  await olena.sees('Таємниця-21 лише для вас.');
});

test.each(sampledTrackers())('reassigned in %s: both are told, and the employee sees who it is', async (tracker) => {
  await using world = await createDeskWorld({ tracker });
  const { andrii } = world.meet('andrii');
  const { olena, iryna, agent, number } = await fileWithIryna(world);
  await andrii.comesOnShift();
  world.clock.passMinutes(1);
  agent.assign(number, world.accountOf('andrii'));
  await andrii.sees(`${number} · пріоритет середній`);
  await iryna.sees(`${number} більше не за вами.`);
  await olena.sees('Спеціаліст — Андрій Лисенко');
  agent.setPriority(number, 'critical');
  await andrii.sees([number, 'критичний']);
});

test('the promise is about to break: whoever has the ticket is told once', async () => {
  await using world = await createDeskWorld();
  const { iryna, agent, number } = await fileWithIryna(world);
  agent.move(number, 'in-progress');
  await iryna.sees(`${number} у роботі`);
  await passUntilWarning(world, number);
  const warning = await iryna.sees(`${number} · пріоритет середній: строк до`);
  world.clock.passMinutes(5);
  await iryna.picks('Призначені мені');
  await iryna.sees(/Призначені мені|підтвердьте/);
  const warnings = iryna.account.messages().filter(({ text }) => text === warning.text);
  expect(warnings).toHaveLength(1);
});

test('the promise is about to break and nobody has the ticket: its supervisor is told', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena, mariia } = world.meet('olena', 'mariia');
  await mariia.signsIn();
  await olena.signsIn();
  await olena.files({ text: 'Не вмикається монітор.', type: 'Компʼютер не працює' });
  await mariia.sees(`${number} · середній: на зміні нікого`);
  await passUntilWarning(world, number);
  const warning = await mariia.sees(`${number} · середній: строк`);
  expect(warning.buttons).toEqual(['Відкрити', 'Передати']);
  expect(warning.text).not.toContain('монітор');
});

/** Once the desk knows of the promise. */
async function passUntilWarning({ tracker, clock, databases }: DeskWorld, number: string): Promise<void> {
  const promisedUntil = tracker.promise(number);
  const known = () => queryRows(databases.bot, 'select 1 from tickets_cache where sla_due_at is not null');
  await expect.poll(known, { timeout: 20_000 }).toHaveLength(1);
  clock.passMinutes((promisedUntil - clock.now()) / 60_000 - warnedBeforeMinutes);
}
