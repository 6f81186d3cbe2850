import { priorities } from '../ticket/ticket.ts';
import { priorityWeights, scoreOf, type Waiter, type WaitLists } from './wait-queue.ts';

/**
 * Whose turn it is: the largest score among the oldest of each priority (at most four). Exact, because within a
 * priority the oldest always leads. Ties: the more urgent, the older, the id. Null when nobody waits.
 */
export function chooseHead(heads: readonly Waiter[], now: number): Waiter | null {
  let best: Waiter | null = null;
  for (const waiter of heads) if (best === null || goesBefore(waiter, best, now)) best = waiter;
  return best;
}

/** Everyone who waits, the one to be served first coming first; no further than asked for. */
export function* inTurn(lists: WaitLists, now: number): Generator<Waiter, void> {
  const next = { critical: 0, high: 0, medium: 0, low: 0 };
  for (;;) {
    const heads = priorities.flatMap((priority) => lists[priority][next[priority]] ?? []);
    const head = chooseHead(heads, now);
    if (head === null) return;
    next[head.priority] += 1;
    yield head;
  }
}

function goesBefore(one: Waiter, another: Waiter, now: number): boolean {
  const [mine, theirs] = [scoreOf(one, now), scoreOf(another, now)];
  if (mine !== theirs) return mine > theirs;
  if (one.priority !== another.priority) return priorityWeights[one.priority] > priorityWeights[another.priority];
  if (one.queuedAt !== another.queuedAt) return one.queuedAt < another.queuedAt;
  return one.consultationId < another.consultationId;
}
