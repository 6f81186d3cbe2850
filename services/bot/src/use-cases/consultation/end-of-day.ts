import { endOfWorkingDayAt, nextWorkingAt } from '@desk/domain';
import type { Policy } from '../../ports/system.ts';
import { hoursOf } from '../assignment/present-work.ts';

/** Where the schedule knows no end: a night and a morning. */
const untilMs = 12 * 3_600_000;

/** Until when a call is owed or a place kept: the end of the working day, of the next one where it is over. */
export function endOfDay(policy: Policy, team: string, now: number): number {
  const hours = hoursOf(policy, team);
  const today = endOfWorkingDayAt(hours, now);
  if (today !== null && today > now) return today;
  const next = nextWorkingAt(hours, now);
  return (next === null ? null : endOfWorkingDayAt(hours, next)) ?? now + untilMs;
}
