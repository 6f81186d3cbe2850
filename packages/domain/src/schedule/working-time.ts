import type { WorkingHours } from './working-hours.ts';
import { searchDaysMax, workingPeriods } from './working-periods.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** A pause longer than this parts two working days; a shorter one is a break within the same day. */
const breakMsMax = 3 * 3_600_000;

/** The longest stretch `workingMsBetween` measures. */
const measuredDaysMax = 3_660;

/** Whether the team works at this instant. */
export function isWorking(hours: WorkingHours, at: number): boolean {
  return firstWorkingAt(hours, at, 1) === at;
}

/** The first working instant from `at` on, `at` itself included; null when there is none within 60 days. */
export function nextWorkingAt(hours: WorkingHours, at: number): number | null {
  return firstWorkingAt(hours, at, searchDaysMax);
}

/**
 * When the work going on at `at` pauses: the next break or the end of the day. Null when nobody works at `at`, or
 * work goes on for 60 days.
 */
export function endOfWorkingPeriodAt(hours: WorkingHours, at: number): number | null {
  return endOfRun(hours, at, 0);
}

/**
 * The end of the working day that `at` belongs to: the day goes on over breaks of up to 3 h (and over midnight,
 * where the hours do), and begins up to 3 h before its first hour. Null when `at` belongs to no working day, or the
 * day has no end within 60 days.
 */
export function endOfWorkingDayAt(hours: WorkingHours, at: number): number | null {
  return endOfRun(hours, at, breakMsMax);
}

/** Working milliseconds from `from` to `to`; 0 when `to` is not later. Throws RangeError beyond ten years. */
export function workingMsBetween(hours: WorkingHours, from: number, to: number): number {
  if (to - from > measuredDaysMax * dayMs) throw new RangeError('working time is measured over ten years at most');
  const daysMax = Math.max(1, Math.ceil((to - from) / dayMs) + 1);
  let sumMs = 0;
  for (const period of workingPeriods(hours, from, daysMax)) {
    if (period.from >= to) break;
    sumMs += Math.min(period.to, to) - Math.max(period.from, from);
  }
  return sumMs;
}

/**
 * The earliest instant by which the team has worked this many minutes since `from`; `from` itself for none. Null
 * when the next 60 days do not hold as many.
 */
export function addWorkingMinutes(hours: WorkingHours, from: number, minutes: number): number | null {
  let leftMs = minutes * minuteMs;
  if (leftMs <= 0) return from;
  for (const period of workingPeriods(hours, from)) {
    const startsAt = Math.max(period.from, from);
    if (period.to - startsAt >= leftMs) return startsAt + leftMs;
    leftMs -= period.to - startsAt;
  }
  return null;
}

function firstWorkingAt(hours: WorkingHours, at: number, daysMax: number): number | null {
  for (const period of workingPeriods(hours, at, daysMax)) return Math.max(period.from, at);
  return null;
}

/** The end of the run of periods, none further than `pauseMsMax` from the one before, that holds or soon follows `at`. */
function endOfRun(hours: WorkingHours, at: number, pauseMsMax: number): number | null {
  let endsAt = at;
  let begun = false;
  for (const period of workingPeriods(hours, at)) {
    if (period.from - endsAt > pauseMsMax) return begun ? endsAt : null;
    endsAt = period.to;
    begun = true;
  }
  // The search ran out: either the last period is long past, or the work has no end in sight.
  return begun && endsAt < at + (searchDaysMax - 1) * dayMs ? endsAt : null;
}
