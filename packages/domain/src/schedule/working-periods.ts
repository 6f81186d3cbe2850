import { type CivilDay, civilDayAt, dateOf, parseTimeOfDay, wallClock, weekdayOf } from './civil-time.ts';
import { type Period, type WorkingHours, weekdays } from './working-hours.ts';

/** How far ahead a search for working time goes. */
export const searchDaysMax = 60;

/**
 * The periods of work that end after `from`, in order and without empty ones, of at most `daysMax` days. Bounds are
 * instants, so a day of a clock change has the length it really has. Throws RangeError on an unknown time zone or a
 * time that is none: `checkCatalogue` finds both beforehand.
 */
export function* workingPeriods(hours: WorkingHours, from: number, daysMax = searchDaysMax): Generator<Period> {
  const holidays = new Set(hours.holidays);
  const firstDay = civilDayAt(hours.timeZone, from);
  for (let day = firstDay; day <= firstDay + daysMax; day += 1) {
    for (const period of periodsOf(hours, holidays, day)) {
      if (period.to > from) yield period;
    }
  }
}

function* periodsOf(hours: WorkingHours, holidays: ReadonlySet<string>, day: CivilDay): Generator<Period> {
  const weekday = weekdays[weekdayOf(day)];
  if (weekday === undefined || hours.week[weekday].length === 0 || holidays.has(dateOf(day))) return;
  const instantOf = wallClock(hours.timeZone, day);
  for (const span of hours.week[weekday]) {
    const from = instantOf(minuteOf(span.from));
    const to = instantOf(minuteOf(span.to));
    if (from < to) yield { from, to };
  }
}

function minuteOf(text: string): number {
  const minute = parseTimeOfDay(text);
  if (minute === null) throw new RangeError('a time of day must read HH:MM');
  return minute;
}
