import { expect, it } from 'vitest';
import { checkWorkingHours } from './check-working-hours.ts';
import type { WorkingHours } from './working-hours.ts';

const good: WorkingHours = {
  timeZone: 'Europe/Kyiv',
  week: {
    mon: [
      { from: '09:00', to: '13:00' },
      { from: '14:00', to: '24:00' },
    ],
    tue: [],
    wed: [],
    thu: [],
    fri: [],
    sat: [],
    sun: [],
  },
  holidays: ['2026-12-25'],
};

it('finds nothing wrong with hours that can be used', () => {
  expect(checkWorkingHours(good)).toEqual([]);
});

it.each<{ change: Partial<WorkingHours>; problem: object }>([
  { change: { timeZone: 'Kyiv' }, problem: { code: 'time-zone-unknown', where: 'timeZone', value: 'Kyiv' } },
  { change: { week: { ...good.week, mon: [] } }, problem: { code: 'no-working-hours', where: 'week', value: '' } },
  {
    change: { week: { ...good.week, tue: [{ from: '9:00', to: '18:00' }] } },
    problem: { code: 'time-malformed', where: 'week.tue', value: '9:00-18:00' },
  },
  {
    change: { week: { ...good.week, wed: [{ from: '18:00', to: '09:00' }] } },
    problem: { code: 'spans-out-of-order', where: 'week.wed', value: '18:00-09:00' },
  },
  {
    change: {
      week: {
        ...good.week,
        thu: [
          { from: '09:00', to: '14:00' },
          { from: '13:00', to: '18:00' },
        ],
      },
    },
    problem: { code: 'spans-out-of-order', where: 'week.thu', value: '13:00-18:00' },
  },
  {
    change: { holidays: ['2026-02-29'] },
    problem: { code: 'holiday-malformed', where: 'holidays', value: '2026-02-29' },
  },
])('names what is wrong: $problem', ({ change, problem }) => {
  expect(checkWorkingHours({ ...good, ...change })).toEqual([problem]);
});
