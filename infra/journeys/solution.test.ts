import { expect, test } from 'vitest';
import { createDeskWorld } from './desk-world.ts';
import { fileWithIryna } from './world/file-ticket.ts';

test('resolved, not yet, reopened, resolved again, confirmed', async () => {
  await using world = await createDeskWorld();
  const { olena, iryna, agent, number } = await fileWithIryna(world);
  await iryna.presses('Узяти в роботу');
  await world.jiraShows(([issue]) => issue?.status === 'In Progress');
  agent.transition(number, 'Resolved');
  const asked = await olena.sees('Усе працює?');
  expect(asked.buttons).toEqual(expect.arrayContaining(['Так, працює', 'Ні, ще ні']));

  await olena.presses('Ні, ще ні');
  await olena.sees('Що лишилося не так у SD-1?');
  await olena.writes('Знову блимає.');
  const [reopened] = await world.jiraShows(([issue]) => issue?.status !== 'Resolved');
  expect(['Waiting for support', 'In Progress']).toContain(reopened?.status);
  expect(reopened?.comments.at(-1)).toMatchObject({ public: true, body: expect.stringContaining('Знову блимає.') });
  await iryna.sees('Знову блимає.');

  agent.transition(number, 'Resolved');
  await olena.seesButton('Так, працює');
  await olena.presses('Так, працює');
  await world.jiraShows(([issue]) => issue?.status === 'Closed');
  await olena.sees(/SD-1.*закри/s);
});

/** Three working days later at the latest, also where every day is one. */
const silenceMinutes = 5 * 24 * 60;

test('nobody says whether it works: after three working days it is closed, and that is said', async () => {
  await using world = await createDeskWorld();
  const { olena, agent, number } = await fileWithIryna(world);
  agent.transition(number, 'In Progress');
  agent.transition(number, 'Resolved');
  await olena.sees('Усе працює?');
  world.clock.passMinutes(silenceMinutes);
  await world.jiraShows(([issue]) => issue?.status === 'Closed');
  const closed = await olena.sees(/SD-1 закрито: три робочі дні/);
  expect(closed.buttons).toContain('Відкрити знову');
});
