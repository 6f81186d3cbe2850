import { expect, test } from 'vitest';
import { drawFrom } from '../../stack/seeded-draws.ts';
import { planLoad } from './drive-load.ts';

const plan = { people: 20, ratePerSecond: 50, turns: 5000 };

test('the load has the rate asked for', () => {
  const turns = planLoad(plan, drawFrom(1));
  const lastMs = turns.at(-1)?.atMs ?? 0;
  expect(turns).toHaveLength(5000);
  expect(lastMs).toBeGreaterThan(95_000);
  expect(lastMs).toBeLessThan(105_000);
});

test('everyone else writes between two messages of one person', () => {
  const turns = planLoad(plan, drawFrom(2));
  for (let start = 0; start + plan.people <= turns.length; start += plan.people) {
    const round = turns.slice(start, start + plan.people).map(({ person }) => person);
    expect(new Set(round).size).toBe(plan.people);
  }
});

test('time only moves on, and the seed decides', () => {
  const turns = planLoad(plan, drawFrom(3));
  expect(turns.every(({ atMs }, at) => at === 0 || atMs > (turns[at - 1]?.atMs ?? 0))).toBe(true);
  expect(planLoad(plan, drawFrom(3))).toEqual(turns);
  expect(planLoad(plan, drawFrom(4))).not.toEqual(turns);
});
