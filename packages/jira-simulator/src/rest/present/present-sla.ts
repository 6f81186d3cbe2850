import type { SlaMeasure } from '../../site/measure-sla.ts';
import type { IssueRecord } from '../../site/records.ts';
import { deskUrl, type RestContext } from '../rest-context.ts';
import { presentDate } from './present-request.ts';

/** A measure that has stopped is a completed cycle, one that runs the ongoing one. */
export function presentSla(context: RestContext, issue: IssueRecord, measure: SlaMeasure): Record<string, unknown> {
  const { id, name, stoppedAt } = measure;
  const cycle = presentCycle(context, measure);
  const stopped = stoppedAt !== undefined && { stopTime: presentDate(context, stoppedAt) };
  return {
    id,
    name,
    _links: { self: deskUrl(context, `/request/${issue.id}/sla/${id}`) },
    completedCycles: stopped ? [{ ...cycle, ...stopped }] : [],
    ...(!stopped && { ongoingCycle: { ...cycle, paused: measure.isPaused, withinCalendarHours: true } }),
  };
}

function presentCycle(context: RestContext, { startedAt, goalMs, elapsedMs }: SlaMeasure): Record<string, unknown> {
  return {
    startTime: presentDate(context, startedAt),
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
