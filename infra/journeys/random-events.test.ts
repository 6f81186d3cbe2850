import { expect, test } from 'vitest';
import { listenForLeaks, readLists, readTexts, readTruth } from '../chaos/ticket-life/collect-chats.ts';
import { type ChatsSeen, judgeChats, lifeWrongs } from '../chaos/ticket-life/judge-chats.ts';
import { workAtRandom } from '../chaos/ticket-life/work-at-random.ts';
import { drawFrom } from '../stack/seeded-draws.ts';
import { createDeskWorld } from './desk-world.ts';

const events = 500;
/** So many happen before the first of their webhooks is answered. */
const eventsAtOnce = 5;
/** Others are there in a few milliseconds: enough to come after them. */
const delayMsMax = 80;
const settleWithinMs = 60_000;
/** Twenty seconds of work where nothing else works. */
const timeout = 240_000;
const nothing = Object.fromEntries(lifeWrongs.map((wrong) => [wrong, []]));
const customers = ['olena', 'taras', 'nataliia'] as const;
const agents = ['iryna', 'andrii'] as const;

test('500 random events, twice, late, out of order, a third lost: every chat equals the tracker', {
  timeout,
}, async () => {
  await using world = await createDeskWorld({ floodLimits: false });
  const { tracker } = world;
  const { olena, taras, nataliia, iryna, andrii } = world.meet(...customers, ...agents);
  for (const specialist of [iryna, andrii]) {
    await specialist.signsIn();
    await specialist.goesOnShift();
  }
  for (const employee of [olena, taras, nataliia]) {
    await employee.signsIn();
    for (const text of ['Не вмикається монітор.', 'Не працює мишка.']) {
      await employee.files({ text, type: 'Компʼютер не працює' });
      await employee.sees(/Заявку \S+ створено.*Спеціаліст — /s);
    }
  }
  const filed = await tracker.shows((tickets) => tickets.length === 6 && tickets.every(({ assignee }) => assignee));
  world.clock.passMinutes(1);

  const weather = { dropShare: 1 / 3, duplicateShare: 1, delayShare: 0.5, delayMsMax, shuffleAmong: 8 };
  tracker.disturbsHooks({ seed: 1, ...weather });
  const work = workAtRandom(
    {
      tracker,
      agents: [world.accountOf('iryna'), world.accountOf('andrii')],
      customers: [world.accountOf('olena'), world.accountOf('taras'), world.accountOf('nataliia')],
      numbers: [tracker.numberOf(1), ...filed.slice(1).map(({ number }) => number)],
    },
    drawFrom(1),
  );
  const leaks = listenForLeaks(world.telegram, work.wasPublic);
  for (let event = 1; event <= events; event += 1) {
    work.act();
    if (event % eventsAtOnce === 0) await tracker.hooksSettled();
  }
  await tracker.deliversHooks();
  // Whom the desk itself has just assigned the tracker may not know yet: another name is believed after two minutes.
  world.clock.passMinutes(3);

  const people = (names: readonly ((typeof customers)[number] | (typeof agents)[number])[]) =>
    new Map(names.map((name) => [world.accountOf(name), world.meet(name)[name].account]));
  const judge = (lists: ChatsSeen['lists']) =>
    judgeChats(readTruth(tracker), {
      ...{ texts: readTexts(people([...customers, ...agents])), lists, leaked: leaks.leaked() },
    });
  await expect.poll(() => judge(null), { timeout: settleWithinMs, interval: 200 }).toEqual(nothing);
  // Lists tell what cards do not, the priority above all: what changes that alone may still be on its way.
  const lists = () => readLists({ employees: people(customers), specialists: people(agents) }, settleWithinMs);
  await expect.poll(async () => judge(await lists()), { timeout: settleWithinMs, interval: 1_000 }).toEqual(nothing);
  expect(work.counts().size).toBe(11);
});
