import { expect, it } from 'vitest';
import { createSteeredClock, testStart } from '../../test/fakes/system.ts';
import { isRetentionClass, type RetentionClassName, retentionClasses } from '../ports/retention-classes.table.ts';
import { measureRetention } from './measure-retention.ts';
import { cutoffs } from './remove-expired.ts';

const [hourMs, daySeconds] = [3_600_000, 86_400];
const limits = { idleLimitMs: hourMs, absoluteLimitMs: 12 * hourMs };
const before = cutoffs(testStart, limits);

async function agesOf(oldest: readonly (readonly [RetentionClassName, number])[]) {
  const retention = { removeExpired: async () => new Map(), findOldest: async () => new Map(oldest) };
  const ages = await measureRetention({ retention, clock: createSteeredClock(), limits })();
  return new Map(ages.map(({ name, oldestAgeSeconds }) => [name, oldestAgeSeconds]));
}

it('knows every class and its term, and where there is nothing it is not old', async () => {
  const retention = { removeExpired: async () => new Map(), findOldest: async () => new Map() };
  const ages = await measureRetention({ retention, clock: createSteeredClock(), limits })();
  expect(ages).toEqual(
    Object.entries(retentionClasses).map(([name, { keptDays }]) => {
      return { name, oldestAgeSeconds: 0, termSeconds: keptDays * daySeconds };
    }),
  );
});

it.each<[RetentionClassName, string, number, number]>([
  ['answers', 'of an hour ago', testStart - hourMs, 3_600],
  // Found by their start, kept from the longest that they could last.
  ['sessions', 'begun thirteen hours ago', testStart - 13 * hourMs, 3_600],
  ['sessions', 'begun an hour ago', testStart - hourMs, 0],
  // Found by when they are to go, which is a week after the erasure.
  ['names-of-erased', 'to go in an hour', testStart + hourMs, 7 * daySeconds - 3_600],
  // Whose end is still to come.
  ['filing-grants', 'that end in an hour', testStart + hourMs, 0],
])('%s %s', async (name, _, instant, seconds) => {
  expect((await agesOf([[name, instant]])).get(name)).toBe(seconds);
});

it('whatever is due is as old as its term, in every class', async () => {
  for (const [name, seconds] of await agesOf(
    Object.keys(retentionClasses)
      .filter(isRetentionClass)
      .map((name) => [name, before[name]]),
  )) {
    expect([name, seconds]).toEqual([name, retentionClasses[name].keptDays * daySeconds]);
  }
});
