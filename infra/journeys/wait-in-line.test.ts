import { expect, test } from 'vitest';
import { createDeskWorld, type DeskWorld } from './desk-world.ts';
import { accepts, asksForSpecialist, beginDialogue, consultWords, waitInLine } from './world/consult.ts';
import { fileWithIryna } from './world/file-ticket.ts';
import { queryRows } from './world/search-tables.ts';

test('everyone is busy: a place, and served as soon as somebody is free', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = await beginDialogue(world);
  const { taras, nataliia } = world.meet('taras', 'nataliia');
  for (const [person, problem] of [
    [taras, 'Не друкує звіт.'],
    [nataliia, 'Не сканує договір.'],
  ] as const) {
    await person.signsIn();
    await person.files({ text: problem, type: 'Інша проблема' });
    await person.sees('Спеціаліст — Ірина Бондар');
    await asksForSpecialist(person);
    await person.sees('Усі спеціалісти зараз зайняті.');
  }
  expect(taras.hasInChat('Ваше місце в черзі: 1.')).toBe(true);
  expect(nataliia.hasInChat('Ваше місце в черзі: 2.')).toBe(true);

  const count = nataliia.account.messages().length;
  await olena.presses('Завершити розмову');
  await accepts(iryna, taras);
  await nataliia.sees('Ваше місце в черзі: 1.');
  expect(nataliia.account.messages()).toHaveLength(count);
  await iryna.presses('Завершити розмову');
  await accepts(iryna, nataliia);
});

test('whoever does not want to wait keeps the ticket', async () => {
  await using world = await createDeskWorld();
  await beginDialogue(world);
  const taras = await waitInLine(world);
  await taras.presses('Не чекати, лишити заявку');
  await taras.sees('Добре, не чекаємо.');
  expect(world.tracker.ticket(world.tracker.numberOf(2)).status).not.toBe('closed');
});

test('declined: the next is asked', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = await fileWithIryna(world);
  const { andrii } = world.meet('andrii');
  await andrii.comesOnShift();
  await asksForSpecialist(olena);
  const asked = await Promise.race(
    [iryna, andrii].map((each) => each.sees('Запит на онлайн-консультацію').then(() => each)),
  );
  const other = asked === iryna ? andrii : iryna;
  await asked.presses('Не зараз');
  await asked.sees('добре, запитаємо іншого');
  await accepts(other, olena);
});

test('all who are free have declined: it waits, the supervisor is told, and a next round is asked', async () => {
  await using world = await createDeskWorld();
  const { mariia } = world.meet('mariia');
  await mariia.signsIn();
  const { olena, iryna, number } = await fileWithIryna(world);
  await asksForSpecialist(olena);
  await iryna.sees('Запит на онлайн-консультацію');
  await iryna.presses('Не зараз');
  await olena.sees('Спеціалісти поки не можуть відповісти.');
  await mariia.sees(`${number}: на запит про консультацію ніхто з вільних не відповів.`);
  world.clock.passMinutes(6);
  await accepts(iryna, olena);
});

test('three offers missed: a break begins, and one tap ends it', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna } = await fileWithIryna(world);
  await asksForSpecialist(olena);
  for (let missed = 1; missed <= 3; missed += 1) {
    await iryna.seesButton(consultWords.accept);
    world.clock.passMinutes(1.1);
    await iryna.losesSight('Запит на онлайн-консультацію');
    if (missed === 3) break;
    await expect.poll(() => isRoundOver(world), { timeout: 20_000 }).toBe(true);
    world.clock.passMinutes(1.1);
  }
  await iryna.sees('ми поставили вас на перерву');
  // Once the line knows that nobody is there, it has no pause to keep: whoever comes back is asked at once.
  await expect.poll(() => isForNobody(world), { timeout: 20_000 }).toBe(true);
  await iryna.presses('Стати на зміну');
  await accepts(iryna, olena);
});

/** Everybody who is free was asked, and when they may be asked again is settled. */
async function isRoundOver({ databases }: DeskWorld): Promise<boolean> {
  const waiting = await queryRows(
    databases.bot,
    "select 1 from chat_sessions where state = 'waiting' and facts ->> 'nextRoundAt' is not null",
  );
  return waiting.length === 1;
}

async function isForNobody({ databases }: DeskWorld): Promise<boolean> {
  const waiting = await queryRows(
    databases.bot,
    "select 1 from chat_sessions where state = 'waiting' and facts ->> 'reason' <> 'all-asked'",
  );
  return waiting.length === 1;
}

test('a ticket closed meanwhile takes the request out of the line', async () => {
  await using world = await createDeskWorld();
  const second = world.tracker.numberOf(2);
  await beginDialogue(world);
  const taras = await waitInLine(world);
  world.tracker.agent(world.accountOf('iryna')).move(second, 'closed');
  await taras.sees(`Заявку ${second} закрито, тож розмову скасовано.`);
});
