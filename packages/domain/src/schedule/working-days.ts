import { civilDayAt } from './civil-time.ts';
import type { WorkingHours } from './working-hours.ts';
import { workingPeriods } from './working-periods.ts';

/**
 * The end of the n-th working day after the day of `from`, by the calendar of the team. Null when the next 60 days do
 * not hold as many.
 */
export function endOfWorkingDayAfter(hours: WorkingHours, from: number, days: number): number | null {
  const firstDay = civilDayAt(hours.timeZone, from);
  let day = firstDay;
  let counted = 0;
  let endsAt: number | null = null;
  for (const period of workingPeriods(hours, from)) {
    const periodDay = civilDayAt(hours.timeZone, period.from);
    if (periodDay === firstDay) continue;
    if (periodDay !== day) {
      if (counted === days) return endsAt;
      day = periodDay;
      counted += 1;
    }
    endsAt = period.to;
  }
  return counted === days ? endsAt : null;
}
