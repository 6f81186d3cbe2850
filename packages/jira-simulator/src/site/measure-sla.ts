import { priorityById } from './priorities.ts';
import type { IssueRecord } from './records.ts';
import { personOf, type Site } from './site.ts';
import { statusById } from './workflow.ts';

/** One of the desk's two promises about an issue, as far as time has shown. Times are epoch ms. */
export interface SlaMeasure {
  readonly id: string;
  readonly name: string;
  readonly completed: readonly SlaCycle[];
  readonly ongoing: SlaCycle | undefined;
}

/** From a start of the clock to its stop, or to now. */
export interface SlaCycle {
  readonly startedAt: number;
  /** Absent while it runs. */
  readonly stoppedAt: number | undefined;
  /** Running, but the clock stands because the customer is asked. */
  readonly isPaused: boolean;
  readonly goalMs: number;
  readonly elapsedMs: number;
  /** When the goal was or will be missed; absent while nobody can tell because the clock stands before it. */
  readonly breachAt: number | undefined;
}

const minuteMs = 60_000;

/** Minutes to the first response and to the resolution, by the clock on the wall. */
const goalMinutes: Readonly<Record<string, readonly [number, number]>> = {
  Highest: [15, 240],
  High: [60, 480],
  Medium: [240, 1_440],
  Low: [480, 4_320],
  Lowest: [480, 10_080],
};

/**
 * `Time to first response` and `Time to resolution`. The second stands still while the issue waits for the customer,
 * stops with the resolution, and starts anew when the issue is reopened.
 */
export function measureSla(site: Site, issue: IssueRecord): SlaMeasure[] {
  const [firstMinutes, resolutionMinutes] = goalMinutes[priorityById(issue.priorityId).name] ?? [240, 1_440];
  const spans = splitTime(issue, site.now());
  const resolutions = spans.map((span) => measureCycle(span, resolutionMinutes * minuteMs));
  const response = measureCycle(untilFirstResponse(site, issue, spans), firstMinutes * minuteMs);
  return [toMeasure('1', 'Time to first response', [response]), toMeasure('2', 'Time to resolution', resolutions)];
}

/** A cycle's stretches of time in which its clock ran. */
interface Span {
  readonly startedAt: number;
  readonly stoppedAt: number | undefined;
  readonly isPaused: boolean;
  readonly running: readonly { readonly from: number; readonly to: number }[];
}

/** The issue's life, cut where it was resolved and where it was reopened. */
function splitTime(issue: IssueRecord, now: number): Span[] {
  const spans: Span[] = [];
  let open: { startedAt: number; running: { from: number; to: number }[] } | undefined;
  for (const [index, { statusId, at }] of issue.statusHistory.entries()) {
    if (isDone(statusId)) {
      if (open) spans.push({ ...open, stoppedAt: at, isPaused: false });
      open = undefined;
      continue;
    }
    open ??= { startedAt: at, running: [] };
    const to = issue.statusHistory[index + 1]?.at ?? Math.max(now, at);
    if (!isWaitingForCustomer(statusId)) open.running.push({ from: at, to });
  }
  if (open) spans.push({ ...open, stoppedAt: undefined, isPaused: isWaitingForCustomer(issue.statusId) });
  return spans;
}

/** An agent's first public words stop it, or the first resolution without any. */
function untilFirstResponse(site: Site, issue: IssueRecord, [first]: readonly Span[]): Span {
  const startedAt = issue.createdAt;
  const respondedAt = issue.comments.find(
    (comment) => comment.public && personOf(site, comment.authorId).role === 'agent',
  )?.createdAt;
  const stoppedAt = respondedAt ?? first?.stoppedAt;
  return { startedAt, stoppedAt, isPaused: false, running: [{ from: startedAt, to: stoppedAt ?? site.now() }] };
}

function measureCycle({ startedAt, stoppedAt, isPaused, running }: Span, goalMs: number): SlaCycle {
  const elapsedMs = running.reduce((sum, { from, to }) => sum + (to - from), 0);
  const isUnforeseeable = isPaused && elapsedMs <= goalMs;
  return {
    startedAt,
    stoppedAt,
    isPaused,
    goalMs,
    elapsedMs,
    breachAt: isUnforeseeable ? undefined : findBreach(startedAt, running, goalMs),
  };
}

/** The moment at which the clock shows the goal; it is taken to run on after the last stretch. */
function findBreach(startedAt: number, running: Span['running'], goalMs: number): number {
  let leftMs = goalMs;
  let end = startedAt;
  for (const { from, to } of running) {
    if (to - from >= leftMs) return from + leftMs;
    leftMs -= to - from;
    end = to;
  }
  return end + leftMs;
}

function toMeasure(id: string, name: string, cycles: readonly SlaCycle[]): SlaMeasure {
  return {
    id,
    name,
    completed: cycles.filter(({ stoppedAt }) => stoppedAt !== undefined),
    ongoing: cycles.find(({ stoppedAt }) => stoppedAt === undefined),
  };
}

function isDone(statusId: string): boolean {
  return statusById(statusId).category.key === 'done';
}

function isWaitingForCustomer(statusId: string): boolean {
  return statusById(statusId).name === 'Waiting for customer';
}
