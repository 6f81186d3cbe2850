import type { SlaCycle, SlaMeasure } from '../../site/measure-sla.ts';
import type { IssueRecord } from '../../site/records.ts';
import { deskUrl, type RestContext } from '../rest-context.ts';
import { presentDate } from './present-request.ts';

/** Cycles that have stopped are completed ones, the one that runs is ongoing. */
export function presentSla(context: RestContext, issue: IssueRecord, measure: SlaMeasure): Record<string, unknown> {
  const { id, name, completed, ongoing } = measure;
  return {
    id,
    name,
    _links: { self: deskUrl(context, `/request/${issue.id}/sla/${id}`) },
    completedCycles: completed.map((cycle) => presentCycle(context, cycle)),
    ...(ongoing && {
      ongoingCycle: { ...presentCycle(context, ongoing), paused: ongoing.isPaused, withinCalendarHours: true },
    }),
  };
}

function presentCycle(context: RestContext, cycle: SlaCycle): Record<string, unknown> {
  const { startedAt, stoppedAt, breachAt, goalMs, elapsedMs } = cycle;
  return {
    startTime: presentDate(context, startedAt),
    ...(stoppedAt !== undefined && { stopTime: presentDate(context, stoppedAt) }),
    ...(breachAt !== undefined && { breachTime: presentDate(context, breachAt) }),
    breached: elapsedMs > goalMs,
    goalDuration: presentDuration(goalMs),
    elapsedTime: presentDuration(elapsedMs),
    remainingTime: presentDuration(goalMs - elapsedMs),
  };
}

function presentDuration(millis: number): Record<string, unknown> {
  const minutes = Math.floor(Math.abs(millis) / 60_000);
  return { millis, friendly: `${millis < 0 ? '-' : ''}${Math.floor(minutes / 60)}h ${minutes % 60}m` };
}
