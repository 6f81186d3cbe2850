import { beforeEach, expect, it } from 'vitest';
import { caller } from '../../../test/fakes/memory-conversations.ts';
import { memoryTeam, specialist, supervisor } from '../../../test/fakes/memory-team.ts';
import { tellOfLetters } from './tell-of-letters.ts';

const minute = 60_000;
const olena = caller(1);
const iryna = specialist(2, 'Ірина Бондар');
const marta = supervisor(4, 'Марта Гнатюк');

let team: ReturnType<typeof memoryTeam>;
let letters: number;
let look: () => Promise<void>;

beforeEach(async () => {
  team = memoryTeam();
  await team.signIn(olena);
  await team.comeOnShift(iryna);
  await team.signIn(marta);
  letters = 0;
  const deadLetters = { count: async () => letters };
  look = async () => {
    await tellOfLetters({ ...team.desk, deadLetters, clock: team.clock, policy: team.policy })();
    await team.work();
  };
});

/** Cards and notices of letters, by whose chat they go to. */
function shown() {
  return team.desk.lanes.outbox.flatMap(({ effect }) =>
    effect.kind === 'show' && effect.screen.kind === 'set-aside'
      ? [{ chatId: effect.chatId, count: effect.screen.count, placement: effect.placement.kind }]
      : [],
  );
}

it('nobody is told of nothing', async () => {
  await look();
  expect(shown()).toEqual([]);
});

it('the first is heard by supervisors alone; another look tells nothing new', async () => {
  letters = 1;
  await look();
  await look();
  expect(shown()).toEqual([{ chatId: marta.telegramId, count: 1, placement: 'card-below' }]);
});

it('a hundred are one card, edited without a sound, and heard again after an hour at the earliest', async () => {
  for (letters = 1; letters <= 100; letters += 1) {
    await look();
    team.clock.advance(minute);
  }
  const placements = shown().map(({ placement }) => placement);
  expect(placements.filter((kind) => kind === 'card-below')).toHaveLength(2);
  expect(placements.filter((kind) => kind === 'card')).toHaveLength(98);
});

it('the card says when they have been dealt with, where it still stands', async () => {
  letters = 2;
  await look();
  letters = 0;
  await look();
  expect(shown().at(-1)).toEqual({ chatId: marta.telegramId, count: 0, placement: 'card-if-standing' });
});

it('letters that come and go do not ring each time', async () => {
  for (let round = 0; round < 10; round += 1) {
    letters = round % 2;
    await look();
    team.clock.advance(minute);
  }
  expect(shown().filter(({ placement }) => placement === 'card-below')).toHaveLength(1);
});
