import { composeRestore, parseBotConfig } from '@desk/bot';
import { expect, test } from 'vitest';
import { botEnvironment } from '../stack/stack-environment.ts';
import { createDeskWorld, type DeskWorld } from './desk-world.ts';
import { keepPoint } from './world/database-point.ts';
import { fileWithIryna } from './world/file-ticket.ts';
import { queryRows } from './world/search-tables.ts';
import { everythingIsDelivered } from './world/settle.ts';

/** The poll comes every half minute, by clocks that the test sets; this is a guard. */
const withinMs = 40_000;
const patiently = { timeout: withinMs, interval: 100 };

test('a database brought back to an earlier point repeats nothing, loses nothing of before, and lets nobody act', async () => {
  await using world = await createDeskWorld();
  const { databases, tracker } = world;
  const { olena, iryna, agent, number } = await fileWithIryna(world);
  const { taras } = world.meet('taras');
  await taras.signsIn();
  const [second, third] = [tracker.numberOf(2), tracker.numberOf(3)];

  // On its way at the point: a ticket that the tracker does not have yet.
  tracker.goesAway();
  await olena.files({ text: 'Не сканує договір.', type: 'Інша проблема' });
  await olena.sees('Заявку прийнято.');
  await world.bot.goesDown();
  await using point = await keepPoint(databases.bot);
  const numbered = await lastNumber(databases.bot, 'system_log');

  // What the restored database does not remember.
  await tracker.comesBack();
  await world.bot.comesBack();
  await olena.sees(`Заявку ${second} створено`);
  await iryna.sees(`Нова заявка ${second}`);
  agent.comment(number, 'Надішліть, будь ласка, фото.');
  const question = await olena.sees('Надішліть, будь ласка, фото.');
  await olena.does((phone) => phone.send('Уже надсилаю.', { replyTo: question.id }));
  await olena.sees(`Додано до ${number}`);
  await iryna.sees('Уже надсилаю.');
  await taras.files({ text: 'Зник звук.', type: 'Інша проблема' });
  await taras.sees(`Заявку ${third} створено`);
  await iryna.sees(`Нова заявка ${third}`);
  await tracker.shows((all) => all.length === 3 && all.every(({ assignee }) => assignee !== null));
  await tracker.hooksSettled();
  // The audit log is shipped every minute.
  world.clock.passMinutes(1);
  const shipped = () => lastNumber(databases.gateway, 'shipped_audit_log');
  await expect.poll(shipped, patiently).toBeGreaterThan(numbered);
  await world.bot.goesDown();
  const until = world.clock.now();
  const said = () => [olena, iryna, taras].map((person) => person.said());
  const before = said();

  world.clock.passMinutes(1);
  agent.comment(number, 'Це сталося вже без бота.');
  await point.restore();
  const lines = await readShipped(databases.gateway, numbered);
  const restored = await restoreBot(world, { until, operator: 'roman', lines });
  expect(restored).toMatchObject({ kind: 'restored', entries: lines.length, setAside: { arrivals: 0, words: 0 } });
  expect(await queryRows(databases.bot, "select 1 from user_sessions where state = 'live'")).toEqual([]);

  await world.bot.comesBack();
  world.clock.passMinutes(1);
  // Her session is over: she learns that there is something to read.
  await olena.sees([number, 'є нова відповідь'], withinMs);
  await everythingIsDelivered(world, withinMs);
  const [olenaSaid = [], ...others] = said();
  expect(others).toEqual(before.slice(1));
  expect(olenaSaid.filter((words) => !words.includes('є нова відповідь'))).toEqual(before[0]);
  expect(tracker.tickets().map(({ number: filed }) => filed)).toEqual([number, second, third]);
  expect(tracker.ticket(number).comments.map(({ text }) => text)).toEqual([
    expect.stringContaining('фото'),
    expect.stringContaining('Уже надсилаю.'),
    expect.stringContaining('без бота'),
  ]);

  // Filed after the point, and known again.
  await taras.signsIn();
  await taras.picks('Мої заявки');
  await taras.seesButton(third);
  world.clock.passMinutes(1);
  await expect.poll(shipped, patiently).toBeGreaterThan(numbered + lines.length);
  const rewritten = `select 1 from audit_log where reason like 'audit-rewritten%'`;
  expect(await queryRows(databases.gateway, rewritten)).toEqual([]);
});

/** What `desk restore bot` does, by the clock of the world. */
async function restoreBot({ place, clock }: DeskWorld, restoring: Restoring) {
  const read = parseBotConfig(botEnvironment(place));
  if (read.kind === 'invalid') throw new Error(read.problems.map(({ line }) => line).join('\n'));
  const opened = await composeRestore(read.config, clock);
  if (opened.kind === 'refused') throw new Error(opened.lines.join('\n'));
  try {
    return await opened.desk.restore(restoring);
  } finally {
    await opened.desk.close();
  }
}

type Opened = Extract<Awaited<ReturnType<typeof composeRestore>>, { readonly kind: 'opened' }>;
type Restoring = Parameters<Opened['desk']['restore']>[0];

/** What `desk restore audit` writes. */
async function readShipped(databaseUrl: string, after: number): Promise<Restoring['lines']> {
  const text = `select number::int, bytes, encode(hash, 'hex') as hash from shipped_audit_log where number > $1
    order by number`;
  return queryRows<{ number: number; bytes: Buffer; hash: string }>(databaseUrl, text, [after]);
}

async function lastNumber(databaseUrl: string, log: 'system_log' | 'shipped_audit_log'): Promise<number> {
  const text = `select coalesce(max(number), 0)::int as last from ${log}`;
  const [row] = await queryRows<{ last: number }>(databaseUrl, text);
  return row?.last ?? 0;
}
