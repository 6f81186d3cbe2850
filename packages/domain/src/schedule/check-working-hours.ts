import { isTimeZone, parseDate, parseTimeOfDay } from './civil-time.ts';
import { type Weekday, type WorkingHours, type WorkingSpan, weekdays } from './working-hours.ts';

export interface WorkingHoursProblem {
  readonly code:
    | 'no-working-hours'
    | 'time-zone-unknown'
    | 'time-malformed'
    | 'spans-out-of-order'
    | 'holiday-malformed';
  /** A path into the hours, for instance 'week.mon'. */
  readonly where: string;
  readonly value: string;
}

/** Everything that is wrong with working hours; empty when the functions of the schedule can use them. */
export function checkWorkingHours(hours: WorkingHours): readonly WorkingHoursProblem[] {
  const problems: WorkingHoursProblem[] = [];
  if (!isTimeZone(hours.timeZone)) {
    problems.push({ code: 'time-zone-unknown', where: 'timeZone', value: hours.timeZone });
  }
  if (weekdays.every((weekday) => hours.week[weekday].length === 0)) {
    problems.push({ code: 'no-working-hours', where: 'week', value: '' });
  }
  for (const weekday of weekdays) problems.push(...checkDay(weekday, hours.week[weekday]));
  for (const holiday of hours.holidays) {
    if (parseDate(holiday) === null) problems.push({ code: 'holiday-malformed', where: 'holidays', value: holiday });
  }
  return problems;
}

function checkDay(weekday: Weekday, spans: readonly WorkingSpan[]): WorkingHoursProblem[] {
  const problems: WorkingHoursProblem[] = [];
  const where = `week.${weekday}`;
  let earliest = 0;
  for (const { from, to } of spans) {
    const value = `${from}-${to}`;
    const fromMinute = parseTimeOfDay(from);
    const toMinute = parseTimeOfDay(to);
    if (fromMinute === null || toMinute === null) {
      problems.push({ code: 'time-malformed', where, value });
      continue;
    }
    if (fromMinute < earliest || toMinute <= fromMinute) problems.push({ code: 'spans-out-of-order', where, value });
    earliest = Math.max(earliest, toMinute);
  }
  return problems;
}
