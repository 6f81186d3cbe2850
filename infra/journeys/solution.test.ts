import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { fileWithIryna } from './world/file-ticket.ts';
import { sampledTrackers } from './world/journey-tracker.ts';

test.each(sampledTrackers())('resolved, not yet, reopened, resolved again, confirmed (%s)', async (tracker) => {
  await using world = await createDeskWorld({ tracker });
  const { olena, iryna, agent, number } = await fileWithIryna(world);
  await iryna.presses('Узяти в роботу');
  await world.tracker.shows(([ticket]) => ticket?.status === 'in-progress');
  agent.move(number, 'resolved');
  const asked = await olena.sees('Усе працює?');
  expect(asked.buttons).toEqual(expect.arrayContaining(['Так, працює', 'Ні, ще ні']));

  await olena.presses('Ні, ще ні');
  await olena.sees(`Що лишилося не так у ${number}?`);
  await olena.writes('Знову блимає.');
  const [reopened] = await world.tracker.shows(([ticket]) => ticket?.status !== 'resolved');
  expect(['waiting-for-support', 'in-progress']).toContain(reopened?.status);
  expect(reopened?.comments.at(-1)).toMatchObject({ public: true, text: expect.stringContaining('Знову блимає.') });
  await iryna.sees('Знову блимає.');

  agent.move(number, 'resolved');
  await olena.seesButton('Так, працює');
  await olena.presses('Так, працює');
  await world.tracker.shows(([ticket]) => ticket?.status === 'closed');
  await olena.sees([number, 'закри']);
});

/** Three working days later at the latest, also where every day is one. */
const silenceMinutes = 5 * 24 * 60;

test('nobody says whether it works: after three working days it is closed, and that is said', async () => {
  await using world = await createDeskWorld();
  const { olena, agent, number } = await fileWithIryna(world);
  agent.move(number, 'in-progress');
  agent.move(number, 'resolved');
  await olena.sees('Усе працює?');
  world.clock.passMinutes(silenceMinutes);
  await world.tracker.shows(([ticket]) => ticket?.status === 'closed');
  const closed = await olena.sees(`${number} закрито: три робочі дні`);
  expect(closed.buttons).toContain('Відкрити знову');
});
