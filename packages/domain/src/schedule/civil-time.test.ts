import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  civilDayAt,
  civilDayOf,
  dateOf,
  isTimeZone,
  parseDate,
  parseTimeOfDay,
  wallClock,
  weekdayOf,
} from './civil-time.ts';

fc.configureGlobal({ seed: 20_261_121 });

const dayMs = 86_400_000;
const instantOf = (zone: string, day: number, minute: number) => wallClock(zone, day)(minute);
const days = fc.integer({ min: civilDayOf(1970, 1, 1), max: civilDayOf(2099, 12, 31) });
const zones = fc.constantFrom(
  'Europe/Kyiv',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
  'UTC',
);

describe('the calendar', () => {
  it('agrees with the calendar of the platform on every day', () => {
    fc.assert(
      fc.property(days, (day) => {
        const reference = new Date(day * dayMs);
        expect(dateOf(day)).toBe(reference.toISOString().slice(0, 10));
        expect(parseDate(dateOf(day))).toBe(day);
        expect((weekdayOf(day) + 1) % 7).toBe(reference.getUTCDay());
      }),
    );
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '26-04-01', '2026-4-1', '', '2026-04-01T00:00'])(
    'has no day %j',
    (text) => {
      expect(parseDate(text)).toBeNull();
    },
  );

  it.each([
    ['00:00', 0],
    ['09:05', 545],
    ['24:00', 1_440],
    ['24:01', null],
    ['9:00', null],
    ['09:60', null],
    ['', null],
  ])('reads the time %j as minute %j', (text, minute) => {
    expect(parseTimeOfDay(text)).toBe(minute);
  });

  it('knows time zones by their names', () => {
    expect(isTimeZone('Europe/Kyiv')).toBe(true);
    expect(isTimeZone('Europe/Nowhere')).toBe(false);
  });
});

describe('from the wall clock to the instant', () => {
  it.each([
    { name: 'winter', date: '2026-01-15', minute: 540, instant: '2026-01-15T07:00:00Z' },
    { name: 'summer', date: '2026-07-15', minute: 540, instant: '2026-07-15T06:00:00Z' },
    { name: 'before the spring change', date: '2026-03-29', minute: 179, instant: '2026-03-29T00:59:00Z' },
    { name: 'the skipped hour begins', date: '2026-03-29', minute: 180, instant: '2026-03-29T01:00:00Z' },
    { name: 'within the skipped hour', date: '2026-03-29', minute: 210, instant: '2026-03-29T01:00:00Z' },
    { name: 'the skipped hour is over', date: '2026-03-29', minute: 240, instant: '2026-03-29T01:00:00Z' },
    { name: 'after the spring change', date: '2026-03-29', minute: 241, instant: '2026-03-29T01:01:00Z' },
    { name: 'the first of two', date: '2026-10-25', minute: 210, instant: '2026-10-25T00:30:00Z' },
    { name: 'the doubled hour is over', date: '2026-10-25', minute: 240, instant: '2026-10-25T02:00:00Z' },
    { name: 'midnight at the end', date: '2026-10-25', minute: 1_440, instant: '2026-10-25T22:00:00Z' },
  ])('in Kyiv, $name: $date minute $minute is $instant', ({ date, minute, instant }) => {
    const day = parseDate(date) ?? Number.NaN;
    expect(instantOf('Europe/Kyiv', day, minute)).toBe(Date.parse(instant));
  });

  it('lies on the day itself, and later times are never earlier instants', () => {
    const minutes = fc.tuple(fc.integer({ min: 0, max: 1_439 }), fc.integer({ min: 0, max: 1_440 }));
    fc.assert(
      fc.property(zones, days, minutes, (zone, day, [minute, another]) => {
        const instant = instantOf(zone, day, minute);
        expect(civilDayAt(zone, instant)).toBe(day);
        const [earlier, later] = minute <= another ? [minute, another] : [another, minute];
        expect(instantOf(zone, day, earlier)).toBeLessThanOrEqual(instantOf(zone, day, later));
        expect(instantOf(zone, day, 1_440)).toBe(instantOf(zone, day + 1, 0));
      }),
      { numRuns: 300 },
    );
  });
});
