import { priorityById } from './priorities.ts';
import type { IssueRecord } from './records.ts';
import { personOf, type Site } from './site.ts';
import { statusById } from './workflow.ts';

/** One of the desk's two promises about an issue, as far as time has shown. */
export interface SlaMeasure {
  readonly id: string;
  readonly name: string;
  readonly startedAt: number;
  /** Absent while it runs. */
  readonly stoppedAt: number | undefined;
  /** Running, but the clock stands because the customer is asked. */
  readonly isPaused: boolean;
  readonly goalMs: number;
  readonly elapsedMs: number;
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

/** `Time to first response` and `Time to resolution`; the second stands still while the issue waits for the customer. */
export function measureSla(site: Site, issue: IssueRecord): SlaMeasure[] {
  const [firstMinutes, resolutionMinutes] = goalMinutes[priorityById(issue.priorityId).name] ?? [240, 1_440];
  const startedAt = issue.createdAt;
  const resolvedAt = issue.resolvedAt ?? undefined;
  const respondedAt = firstResponse(site, issue) ?? resolvedAt;
  return [
    {
      id: '1',
      name: 'Time to first response',
      startedAt,
      stoppedAt: respondedAt,
      isPaused: false,
      goalMs: firstMinutes * minuteMs,
      elapsedMs: (respondedAt ?? site.now()) - startedAt,
    },
    {
      id: '2',
      name: 'Time to resolution',
      startedAt,
      stoppedAt: resolvedAt,
      isPaused: resolvedAt === undefined && isWaitingForCustomer(issue.statusId),
      goalMs: resolutionMinutes * minuteMs,
      elapsedMs: workedMs(issue, resolvedAt ?? site.now()),
    },
  ];
}

function firstResponse(site: Site, issue: IssueRecord): number | undefined {
  return issue.comments.find((comment) => comment.public && personOf(site, comment.authorId).role === 'agent')
    ?.createdAt;
}

function workedMs(issue: IssueRecord, until: number): number {
  return issue.statusHistory.reduce((sum, { statusId, at }, index) => {
    const end = Math.min(issue.statusHistory[index + 1]?.at ?? until, until);
    return isWaitingForCustomer(statusId) ? sum : sum + Math.max(0, end - at);
  }, 0);
}

function isWaitingForCustomer(statusId: string): boolean {
  return statusById(statusId).name === 'Waiting for customer';
}
