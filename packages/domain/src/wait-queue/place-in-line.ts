import { type Priority, priorities } from '../ticket/ticket.ts';
import type { TeamRates } from './measure-rates.ts';
import { priorityWeights, type Waiter, type WaitLists } from './wait-queue.ts';

const minuteMs = 60_000;

/** A line as one of those in it sees it. */
export interface Line {
  readonly waiter: Waiter;
  readonly lists: WaitLists;
  readonly rates: TeamRates;
  readonly now: number;
}

/** Those who would be served before somebody now, by priority. */
export type Ahead = Readonly<Record<Priority, number>>;

/** R(w) − 1: those waiting now who will be ahead so many minutes on, and those expected to come and pass by then. */
export function servedBefore(line: Line, minutes: number): number {
  const { waiter, rates } = line;
  const weight = priorityWeights[waiter.priority];
  const age = ageMs(line) / minuteMs;
  let count = 0;
  for (const priority of priorities) {
    const ratio = weight / priorityWeights[priority];
    count += countAhead(line, priority, minutes);
    if (ratio < 1) count += rates.arrivals[priority] * Math.max(0, minutes * (1 - ratio) - age * ratio);
  }
  return count;
}

export function aheadOf(line: Line): Ahead {
  const ahead = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const priority of priorities) ahead[priority] = countAhead(line, priority, 0);
  return ahead;
}

/** Why the place of somebody grew: the most urgent priority of which more are ahead than before; null for none. */
export function whoWentAhead(before: Ahead, after: Ahead): Priority | null {
  return priorities.find((priority) => after[priority] > before[priority]) ?? null;
}

/**
 * p_j + b_j·w > p + b·w, solved for when j was queued. A list is oldest first, so those ahead are its beginning, found
 * by halving; of two alike the id decides, as in the queue.
 */
function countAhead(line: Line, priority: Priority, minutes: number): number {
  const { waiter, lists, now } = line;
  const ratio = priorityWeights[waiter.priority] / priorityWeights[priority];
  const at = now - (ratio * (ageMs(line) + minutes * minuteMs) - minutes * minuteMs);
  const list = lists[priority];
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = list[middle];
    if (other && isAhead(other, at, waiter)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isAhead(other: Waiter, at: number, self: Waiter): boolean {
  if (other.priority !== self.priority) return other.queuedAt < at;
  if (other.queuedAt !== self.queuedAt) return other.queuedAt < self.queuedAt;
  return other.consultationId < self.consultationId;
}

function ageMs({ waiter, now }: Line): number {
  return Math.max(0, now - waiter.queuedAt);
}
