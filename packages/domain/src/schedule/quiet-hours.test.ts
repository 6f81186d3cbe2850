import { expect, it } from 'vitest';
import { isQuiet } from './quiet-hours.ts';

const timeZone = 'Europe/Kyiv';
const night = { timeZone, from: '21:00', to: '08:00' };
const noon = { timeZone, from: '12:00', to: '13:00' };

it.each([
  { hours: night, at: '2026-11-23T20:59:59+02:00', quiet: false },
  { hours: night, at: '2026-11-23T21:00:00+02:00', quiet: true },
  { hours: night, at: '2026-11-24T00:00:00+02:00', quiet: true },
  { hours: night, at: '2026-11-24T07:59:59+02:00', quiet: true },
  { hours: night, at: '2026-11-24T08:00:00+02:00', quiet: false },
  { hours: noon, at: '2026-11-24T12:30:00+02:00', quiet: true },
  { hours: noon, at: '2026-11-24T13:00:00+02:00', quiet: false },
  // Clocks go back at 04:00 on this day, and 08:00 is an hour later than the day before.
  { hours: night, at: '2026-10-25T07:30:00+02:00', quiet: true },
  { hours: night, at: '2026-10-25T08:00:00+02:00', quiet: false },
])('from $hours.from to $hours.to it is quiet at $at: $quiet', ({ hours, at, quiet }) => {
  expect(isQuiet(hours, Date.parse(at))).toBe(quiet);
});
