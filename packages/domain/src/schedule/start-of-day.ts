import { civilDayAt, wallClock } from './civil-time.ts';

/** The first instant of the day of `at` by the clocks of a time zone, or of the day so many days before. */
export function startOfDay(timeZone: string, at: number, daysBefore = 0): number {
  return wallClock(timeZone, civilDayAt(timeZone, at) - daysBefore)(0);
}
