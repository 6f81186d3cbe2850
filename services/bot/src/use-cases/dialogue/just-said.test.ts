import { expect, it } from 'vitest';
import { iryna, olena, say, talking, talkingTwice } from '../../../test/fakes/dialogue-steps.ts';
import type { Team } from '../../../test/fakes/memory-team.ts';

/** How often a message that was stored is read by its id from here on. */
function countReadings(team: Team): () => number {
  const { findById } = team.desk.chatMessages;
  let readings = 0;
  Object.assign(team.desk.chatMessages, {
    findById: (id: string) => {
      readings += 1;
      return findById(id);
    },
  });
  return () => readings;
}

it('what goes over in the moment in which it was said is not read again', async () => {
  const { team } = await talking();
  const readings = countReadings(team);
  await say(team, olena, 'Ще не працює.');
  await say(team, iryna, 'Перезавантажте.');
  expect(readings()).toBe(0);
  expect(team.relay.texts(iryna.telegramId)).toEqual(['Ще не працює.']);
  expect(team.relay.texts(olena.telegramId)).toEqual(['Перезавантажте.']);
});

it('a second attempt reads what has become of it', async () => {
  const { team } = await talking();
  const readings = countReadings(team);
  team.relay.failNext({ kind: 'retry', afterMs: 5_000, reason: 'too-many-requests' });
  await say(team, olena, 'Ще не працює.');
  expect(readings()).toBe(0);
  await team.pass(5_000);
  expect(readings()).toBe(1);
  expect(team.relay.texts(iryna.telegramId)).toEqual(['Ще не працює.']);
});

it('for a reader of several dialogues it is read, and says whose it is', async () => {
  const { team } = await talkingTwice();
  const readings = countReadings(team);
  await say(team, olena, 'Ще не працює.');
  expect(readings()).toBe(1);
  expect(team.relay.brought(iryna.telegramId)).toMatchObject([{ heading: { name: 'Олена Коваль' } }]);
});
