import { expect, it } from 'vitest';
import { memoryTeam, specialist } from '../../../test/fakes/memory-team.ts';
import { findEndedShifts } from './find-ended-shifts.ts';

const beforeClosing = Date.parse('2026-11-23T15:59:00Z');
const afterClosing = Date.parse('2026-11-23T16:00:00Z');

async function onShift(count: number) {
  const team = memoryTeam();
  for (let index = 1; index <= count; index += 1) {
    await team.comeOnShift(specialist(index, `Спеціаліст ${index}`));
  }
  const looked: string[] = [];
  const { people } = team.desk;
  const watched = {
    ...people,
    findById(id: string) {
      looked.push(id);
      return people.findById(id);
    },
  };
  const find = findEndedShifts({ ...team.desk, people: watched, policy: team.policy });
  return { team, find, looked };
}

it('finds whoever is on shift beyond its end', async () => {
  const { team, find } = await onShift(2);
  expect(await find(beforeClosing, 10)).toEqual([]);
  expect(await find(afterClosing, 10)).toEqual([...team.desk.tables.duties.keys()]);
});

it('looks at each person once, and then at forty a time, the longest ago first', async () => {
  const { find, looked } = await onShift(50);
  await find(beforeClosing, 100);
  expect(new Set(looked.splice(0)).size).toBe(50);
  await find(beforeClosing, 100);
  const second = looked.splice(0);
  expect(second).toHaveLength(40);
  await find(beforeClosing, 100);
  const third = looked.splice(0);
  expect(third).toHaveLength(40);
  expect(new Set([...second, ...third]).size).toBe(50);
});

it('forgets who has gone, and looks anew at a shift that began since', async () => {
  const { team, find, looked } = await onShift(1);
  await find(beforeClosing, 10);
  const [duty] = team.desk.tables.duties.values();
  if (!duty) throw new Error('Somebody is on shift.');
  team.desk.tables.duties.set(duty.personId, { ...duty, state: 'off-shift', shiftStartedAt: null });
  expect(await find(afterClosing, 10)).toEqual([]);
  const nextMorning = Date.parse('2026-11-24T08:00:00Z');
  team.desk.tables.duties.set(duty.personId, { ...duty, state: 'on-shift', shiftStartedAt: nextMorning });
  looked.splice(0);
  expect(await find(nextMorning, 10)).toEqual([]);
  expect(looked).toEqual([duty.personId]);
});
