import { expect, test } from 'vitest';
import { createDeskWorld, type DeskWorld } from './desk-world.ts';
import type { PersonInChat } from './world/person-in-chat.ts';

async function onShift(...specialists: PersonInChat[]): Promise<void> {
  for (const specialist of specialists) {
    await specialist.comesOnShift();
  }
}

/** Olena files, one of the two gets her ticket, and declines. */
async function firstDeclines(world: DeskWorld, iryna: PersonInChat, andrii: PersonInChat) {
  const { olena } = world.meet('olena');
  await onShift(iryna, andrii);
  await olena.signsIn();
  await olena.files({ text: 'Не вмикається монітор.', type: 'Компʼютер не працює' });
  await olena.sees('Спеціаліст — ');
  const first = await assignee(world, iryna, andrii);
  const second = first === iryna ? andrii : iryna;
  await first.sees(`Нова заявка ${world.tracker.numberOf(1)}`);
  await first.presses('Не моє');
  return { first, second };
}

async function assignee(world: DeskWorld, ...candidates: PersonInChat[]): Promise<PersonInChat> {
  const [ticket] = await world.tracker.shows(([first]) => first?.assignee !== null);
  const found = candidates.find(({ account }) => account.name === ticket?.assigneeName);
  if (!found) throw new Error(`The ticket went to ${ticket?.assigneeName}.`);
  return found;
}

test('*Not mine* hands the ticket to the next one', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { olena, iryna, andrii } = world.meet('olena', 'iryna', 'andrii');
  const { first, second } = await firstDeclines(world, iryna, andrii);
  await first.sees(`${number} передано іншому спеціалісту.`);
  const passed = await second.sees(`Заявка ${number} · пріоритет середній`);
  expect(passed.text).toContain('Колега не може її взяти.');
  await olena.sees(`Спеціаліст — ${second.account.name}`);
  await world.tracker.shows(([ticket]) => ticket?.assigneeName === second.account.name);
  expect(world.tracker.tickets()).toHaveLength(1);
});

test('when everyone declines, the supervisor is told and the last one keeps it', async () => {
  await using world = await createDeskWorld();
  const number = world.tracker.numberOf(1);
  const { iryna, andrii, mariia } = world.meet('iryna', 'andrii', 'mariia');
  await mariia.signsIn();
  const { second } = await firstDeclines(world, iryna, andrii);
  await second.sees('Колега не може її взяти.');
  await second.presses('Не моє');
  await second.sees(`Іншого спеціаліста для ${number} зараз немає, тож заявка поки за вами.`);
  const told = await mariia.sees('ніхто з тих, хто на зміні, не може її взяти');
  expect(told.text).toContain(`Зараз спеціаліст — ${second.account.name}.`);
  expect(told.buttons).toContain('Передати');

  await second.presses('Узяти в роботу');
  await second.sees(`${number} у роботі`);
  await world.tracker.shows(([ticket]) => ticket?.status === 'in-progress');
});

test('two tickets at once go to two equals', async () => {
  await using world = await createDeskWorld();
  const { olena, taras, iryna, andrii } = world.meet('olena', 'taras', 'iryna', 'andrii');
  await onShift(iryna, andrii);
  await olena.signsIn();
  await taras.signsIn();
  await Promise.all([
    olena.files({ text: 'Не працює мишка.', type: 'Компʼютер не працює' }),
    taras.files({ text: 'Не працює клавіатура.', type: 'Компʼютер не працює' }),
  ]);
  const tickets = await world.tracker.shows(
    (all) => all.length === 2 && all.every(({ assigneeName }) => assigneeName !== null),
  );
  expect(new Set(tickets.map(({ assigneeName }) => assigneeName))).toEqual(new Set(['Ірина Бондар', 'Андрій Лисенко']));
});
