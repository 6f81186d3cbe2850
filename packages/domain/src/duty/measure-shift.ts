import type { WorkingHours } from '../schedule/working-hours.ts';
import { endOfWorkingDayAt } from '../schedule/working-time.ts';
import type { Duty, ShiftSpan } from './duty.ts';

const hourMs = 3_600_000;

/** A shift nobody ends, or one started outside working hours, ends by itself after this long. */
export const shiftHoursMax = 12;

/**
 * When the shift ends by itself: with the working day of that team of the person which closes last (a lunch break
 * does not end it), and 12 h after its start in any case. Null when off shift.
 */
export function shiftEndsAt(duty: Duty, hours: readonly WorkingHours[]): number | null {
  if (duty.shiftStartedAt === null) return null;
  const latest = duty.shiftStartedAt + shiftHoursMax * hourMs;
  let endsAt: number | null = null;
  for (const team of hours) {
    const closesAt = endOfWorkingDayAt(team, duty.shiftStartedAt);
    if (closesAt !== null && (endsAt === null || closesAt > endsAt)) endsAt = closesAt;
  }
  return Math.min(endsAt ?? latest, latest);
}

/** Hours on shift from `from` to `to`; the stretch still open counts up to `to`. */
export function hoursOnShift(log: readonly ShiftSpan[], from: number, to: number): number {
  return msOnShift(log, from, to) / hourMs;
}

/** Milliseconds on shift from `from` to `to`, breaks not counted. */
export function msOnShift(log: readonly ShiftSpan[], from: number, to: number): number {
  let sumMs = 0;
  for (const span of log) {
    const end = span.to === null ? to : Math.min(span.to, to);
    const start = Math.max(span.from, from);
    if (end > start) sumMs += end - start;
  }
  return sumMs;
}
