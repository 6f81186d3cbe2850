import { expect, it } from 'vitest';
import { endOfWorkingDayAfter } from './working-days.ts';
import type { WorkingHours } from './working-hours.ts';

const day = [
  { from: '09:00', to: '13:00' },
  { from: '14:00', to: '18:00' },
];
const office: WorkingHours = {
  timeZone: 'Europe/Kyiv',
  week: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] },
  holidays: ['2026-11-25'],
};
const always = [{ from: '00:00', to: '24:00' }];
const roundTheClock: WorkingHours = {
  timeZone: 'Europe/Kyiv',
  week: { mon: always, tue: always, wed: always, thu: always, fri: always, sat: always, sun: always },
  holidays: [],
};
const never: WorkingHours = { ...office, week: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] } };

it.each([
  { from: '2026-11-16T10:00:00+02:00', hours: office, ends: '2026-11-19T18:00:00+02:00' },
  // After work, and early in the morning: the day itself does not count.
  { from: '2026-11-16T22:00:00+02:00', hours: office, ends: '2026-11-19T18:00:00+02:00' },
  { from: '2026-11-16T01:00:00+02:00', hours: office, ends: '2026-11-19T18:00:00+02:00' },
  // Over a weekend and a holiday.
  { from: '2026-11-20T17:00:00+02:00', hours: office, ends: '2026-11-26T18:00:00+02:00' },
  { from: '2026-11-21T12:00:00+02:00', hours: office, ends: '2026-11-26T18:00:00+02:00' },
  { from: '2026-11-16T10:00:00+02:00', hours: roundTheClock, ends: '2026-11-20T00:00:00+02:00' },
])('three working days after $from end at $ends', ({ from, hours, ends }) => {
  expect(endOfWorkingDayAfter(hours, Date.parse(from), 3)).toBe(Date.parse(ends));
});

it('a team that never works has no such day', () => {
  expect(endOfWorkingDayAfter(never, Date.parse('2026-11-16T10:00:00+02:00'), 3)).toBeNull();
});
