import { expect, it } from 'vitest';
import { startOfDay } from './start-of-day.ts';

it.each([
  { name: 'in the afternoon', at: '2026-11-23T12:34:56Z', before: 0, from: '2026-11-22T22:00:00Z' },
  { name: 'at midnight itself', at: '2026-11-22T22:00:00Z', before: 0, from: '2026-11-22T22:00:00Z' },
  { name: 'just before midnight', at: '2026-11-22T21:59:59Z', before: 0, from: '2026-11-21T22:00:00Z' },
  { name: 'a week with today', at: '2026-11-23T12:34:56Z', before: 6, from: '2026-11-16T22:00:00Z' },
  { name: 'over the change to winter time', at: '2026-10-26T12:00:00Z', before: 1, from: '2026-10-24T21:00:00Z' },
  { name: 'over the change to summer time', at: '2026-03-30T12:00:00Z', before: 1, from: '2026-03-28T22:00:00Z' },
])('a day in Kyiv begins by its own clocks: $name', ({ at, before, from }) => {
  expect(new Date(startOfDay('Europe/Kyiv', Date.parse(at), before)).toISOString()).toBe(new Date(from).toISOString());
});
