import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorkingHours, WorkingSpan } from './working-hours.ts';
import {
  addWorkingMinutes,
  endOfWorkingDayAt,
  endOfWorkingPeriodAt,
  isWorking,
  nextWorkingAt,
  workingMsBetween,
} from './working-time.ts';

fc.configureGlobal({ seed: 20_261_121 });

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

function everyDay(...spans: WorkingSpan[]): WorkingHours['week'] {
  return { mon: spans, tue: spans, wed: spans, thu: spans, fri: spans, sat: spans, sun: spans };
}

function inKyiv(week: WorkingHours['week'], holidays: string[] = []): WorkingHours {
  return { timeZone: 'Europe/Kyiv', week, holidays };
}

const morning = { from: '09:00', to: '13:00' };
const afternoon = { from: '14:00', to: '18:00' };
const office = inKyiv({ ...everyDay(morning, afternoon), sat: [], sun: [] }, ['2026-12-25']);
const nights = inKyiv(everyDay({ from: '00:00', to: '06:00' }, { from: '22:00', to: '24:00' }));
const always = inKyiv(everyDay({ from: '00:00', to: '24:00' }));
const never = inKyiv(everyDay());

const at = (text: string) => Date.parse(text);
const shown = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());

describe('one moment', () => {
  // Monday 23 November 2026; Kyiv is two hours ahead of UTC.
  it.each([
    {
      moment: '2026-11-23T06:59:59.999Z',
      working: false,
      next: '2026-11-23T07:00:00.000Z',
      pause: null,
      day: '2026-11-23T16:00:00.000Z',
    },
    {
      moment: '2026-11-23T07:00:00.000Z',
      working: true,
      next: '2026-11-23T07:00:00.000Z',
      pause: '2026-11-23T11:00:00.000Z',
      day: '2026-11-23T16:00:00.000Z',
    },
    {
      moment: '2026-11-23T11:00:00.000Z',
      working: false,
      next: '2026-11-23T12:00:00.000Z',
      pause: null,
      day: '2026-11-23T16:00:00.000Z',
    },
    {
      moment: '2026-11-23T12:30:00.000Z',
      working: true,
      next: '2026-11-23T12:30:00.000Z',
      pause: '2026-11-23T16:00:00.000Z',
      day: '2026-11-23T16:00:00.000Z',
    },
    { moment: '2026-11-23T16:00:00.000Z', working: false, next: '2026-11-24T07:00:00.000Z', pause: null, day: null },
    { moment: '2026-11-27T20:00:00.000Z', working: false, next: '2026-11-30T07:00:00.000Z', pause: null, day: null },
    { moment: '2026-12-25T09:00:00.000Z', working: false, next: '2026-12-28T07:00:00.000Z', pause: null, day: null },
  ])('of the office, $moment', ({ moment, working, next, pause, day }) => {
    expect(isWorking(office, at(moment))).toBe(working);
    expect(shown(nextWorkingAt(office, at(moment)))).toBe(next);
    expect(shown(endOfWorkingPeriodAt(office, at(moment)))).toBe(pause);
    expect(shown(endOfWorkingDayAt(office, at(moment)))).toBe(day);
  });

  it('of a night shift: the night goes on over midnight', () => {
    const evening = at('2026-11-23T21:00:00Z');
    expect(shown(endOfWorkingPeriodAt(nights, evening))).toBe('2026-11-24T04:00:00.000Z');
    expect(shown(endOfWorkingDayAt(nights, at('2026-11-23T23:00:00Z')))).toBe('2026-11-24T04:00:00.000Z');
  });

  it('of a team that always works: no end', () => {
    const noon = at('2026-11-23T12:00:00Z');
    expect(isWorking(always, noon)).toBe(true);
    expect(endOfWorkingPeriodAt(always, noon)).toBeNull();
    expect(endOfWorkingDayAt(always, noon)).toBeNull();
  });

  it('of a team that never works: nothing within reach', () => {
    const noon = at('2026-11-23T12:00:00Z');
    expect(isWorking(never, noon)).toBe(false);
    expect(nextWorkingAt(never, noon)).toBeNull();
    expect(endOfWorkingDayAt(never, noon)).toBeNull();
    expect(addWorkingMinutes(never, noon, 1)).toBeNull();
    expect(workingMsBetween(never, noon, noon + 30 * dayMs)).toBe(0);
  });

  it('is refused as a defect when the hours make no sense', () => {
    const broken = inKyiv(everyDay({ from: '9', to: '18:00' }));
    expect(() => isWorking(broken, at('2026-11-23T12:00:00Z'))).toThrow(RangeError);
    expect(() => isWorking({ ...office, timeZone: 'Nowhere' }, 0)).toThrow(RangeError);
    expect(() => workingMsBetween(office, 0, 4_000 * dayMs)).toThrow(RangeError);
  });
});

describe('over a change of the clock in Kyiv', () => {
  it.each([
    { change: 'spring', from: '2026-03-28T22:00:00Z', to: '2026-03-29T21:00:00Z', hours: 23 },
    { change: 'autumn', from: '2026-10-24T21:00:00Z', to: '2026-10-25T22:00:00Z', hours: 25 },
  ])('the day of the $change change has $hours hours', ({ from, to, hours }) => {
    expect(workingMsBetween(always, at(from), at(to))).toBe(hours * hourMs);
    const thatDay = inKyiv({ ...never.week, sun: [{ from: '00:00', to: '24:00' }] });
    expect(workingMsBetween(thatDay, at(from) - dayMs, at(to) + dayMs)).toBe(hours * hourMs);
  });

  it.each([
    {
      span: { from: '02:00', to: '05:00' },
      day: '2026-03-29',
      workedMs: 2 * hourMs,
      start: '2026-03-29T00:00:00.000Z',
    },
    { span: { from: '03:15', to: '03:45' }, day: '2026-03-29', workedMs: 0, start: '2026-04-05T00:15:00.000Z' },
    { span: { from: '03:30', to: '05:00' }, day: '2026-03-29', workedMs: hourMs, start: '2026-03-29T01:00:00.000Z' },
    {
      span: { from: '02:00', to: '05:00' },
      day: '2026-10-25',
      workedMs: 4 * hourMs,
      start: '2026-10-24T23:00:00.000Z',
    },
    {
      span: { from: '03:00', to: '03:30' },
      day: '2026-10-25',
      workedMs: hourMs / 2,
      start: '2026-10-25T00:00:00.000Z',
    },
    {
      span: { from: '03:30', to: '04:00' },
      day: '2026-10-25',
      workedMs: 1.5 * hourMs,
      start: '2026-10-25T00:30:00.000Z',
    },
  ])('$span of $day is $workedMs ms', ({ span, day, workedMs, start }) => {
    const hours = inKyiv({ ...never.week, sun: [span] });
    const midnight = at(`${day}T00:00:00Z`) - 3 * hourMs;
    expect(workingMsBetween(hours, midnight, midnight + dayMs)).toBe(workedMs);
    expect(shown(nextWorkingAt(hours, midnight))).toBe(start);
  });

  it.each([
    { friday: '2026-03-27', monday: '2026-03-30', opens: '2026-03-30T06:00:00.000Z', done: '2026-03-30T07:30:00.000Z' },
    { friday: '2026-10-23', monday: '2026-10-26', opens: '2026-10-26T07:00:00.000Z', done: '2026-10-26T08:30:00.000Z' },
  ])('the office opens at nine by the new time on $monday', ({ friday, opens, done }) => {
    const fridayEvening = at(`${friday}T20:00:00Z`);
    expect(shown(nextWorkingAt(office, fridayEvening))).toBe(opens);
    expect(shown(addWorkingMinutes(office, fridayEvening, 90))).toBe(done);
  });
});

describe('working minutes', () => {
  it.each([
    { from: '2026-11-23T10:50:00Z', minutes: 10, due: '2026-11-23T11:00:00.000Z' },
    { from: '2026-11-23T10:55:00Z', minutes: 10, due: '2026-11-23T12:05:00.000Z' },
    { from: '2026-11-23T15:50:00Z', minutes: 30, due: '2026-11-24T07:20:00.000Z' },
    { from: '2026-11-27T15:30:00Z', minutes: 120, due: '2026-11-30T08:30:00.000Z' },
    { from: '2026-12-24T12:00:00Z', minutes: 480, due: '2026-12-28T11:00:00.000Z' },
    { from: '2026-11-21T12:00:00Z', minutes: 0, due: '2026-11-21T12:00:00.000Z' },
  ])('$minutes from $from end at $due', ({ from, minutes, due }) => {
    expect(shown(addWorkingMinutes(office, at(from), minutes))).toBe(due);
  });

  it('beyond the reach of the search are not promised', () => {
    expect(addWorkingMinutes(office, at('2026-11-23T07:00:00Z'), 60 * 24 * 60)).toBeNull();
  });
});

describe('for any hours, time zone and moment', () => {
  const spans = fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 6 }).map((quarters) => {
    const sorted = quarters.toSorted((one, another) => one - another);
    return sorted.flatMap((from, place): WorkingSpan[] => {
      const to = sorted[place + 1];
      return place % 2 === 1 || to === undefined ? [] : [{ from: timeOf(from), to: timeOf(to) }];
    });
  });
  const timeOf = (quarter: number) =>
    `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
  const anyHours: fc.Arbitrary<WorkingHours> = fc.record({
    timeZone: fc.constantFrom('Europe/Kyiv', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
    week: fc.record({ mon: spans, tue: spans, wed: spans, thu: spans, fri: spans, sat: spans, sun: spans }),
    holidays: fc.constantFrom<string[]>([], ['2026-03-30'], ['2026-10-25', '2026-10-26']),
  });
  // A week around either change of the clock, by the minute.
  const moments = fc
    .tuple(fc.constantFrom('2026-03-26T00:00:00Z', '2026-10-22T00:00:00Z'), fc.integer({ min: 0, max: 7 * 24 * 60 }))
    .map(([from, minutes]) => at(from) + minutes * minuteMs);

  it('working time is additive over split intervals', () => {
    const three = fc.tuple(moments, moments, moments).map((some) => some.toSorted((one, another) => one - another));
    fc.assert(
      fc.property(anyHours, three, (hours, [from = 0, middle = 0, to = 0]) => {
        const whole = workingMsBetween(hours, from, to);
        expect(workingMsBetween(hours, from, middle) + workingMsBetween(hours, middle, to)).toBe(whole);
        expect(whole).toBeGreaterThanOrEqual(0);
        expect(whole).toBeLessThanOrEqual(to - from);
      }),
    );
  });

  it('a minute is worked in whole or not at all, as isWorking says', () => {
    fc.assert(
      fc.property(anyHours, moments, (hours, moment) => {
        const workedMs = isWorking(hours, moment) ? minuteMs : 0;
        expect(workingMsBetween(hours, moment, moment + minuteMs)).toBe(workedMs);
      }),
    );
  });

  it('adding working minutes is the inverse of measuring them, and gives the earliest such moment', () => {
    fc.assert(
      fc.property(anyHours, moments, fc.integer({ min: 1, max: 1_000 }), (hours, from, minutes) => {
        const due = addWorkingMinutes(hours, from, minutes);
        if (due === null) return;
        expect(workingMsBetween(hours, from, due)).toBe(minutes * minuteMs);
        expect(workingMsBetween(hours, from, due - 1)).toBe(minutes * minuteMs - 1);
      }),
    );
  });

  it('nothing is worked before the next working moment, and the period ends where work pauses', () => {
    fc.assert(
      fc.property(anyHours, moments, (hours, moment) => {
        const next = nextWorkingAt(hours, moment);
        if (next === null) return;
        expect(isWorking(hours, next)).toBe(true);
        expect(workingMsBetween(hours, moment, next)).toBe(0);
        const end = endOfWorkingPeriodAt(hours, next);
        if (end === null) return;
        expect(isWorking(hours, end)).toBe(false);
        expect(workingMsBetween(hours, next, end)).toBe(end - next);
      }),
    );
  });
});
