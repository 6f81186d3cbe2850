import { type Consultation, inTurn, type Priority, priorities, type Waiter, type WaitLists } from '@desk/domain';
import type { StoredConsultation } from '../../ports/consultations.ts';

export function waiterOf({ id, priority, queuedAt }: Consultation): Waiter {
  return { consultationId: id, priority, queuedAt };
}

/** The line of a team from its rows, in the order of the queue itself. */
export function waitListsOf(waiting: Iterable<StoredConsultation>): WaitLists {
  const all = [...waiting].map(({ consultation }) => waiterOf(consultation)).toSorted(olderFirst);
  const lists: Record<Priority, Waiter[]> = { critical: [], high: [], medium: [], low: [] };
  for (const waiter of all) lists[waiter.priority].push(waiter);
  return lists;
}

/** The first so many in turn. */
export function firstInTurn(lists: WaitLists, now: number, max: number): readonly string[] {
  const first: string[] = [];
  for (const { consultationId } of inTurn(lists, now)) {
    if (first.length >= max) break;
    first.push(consultationId);
  }
  return first;
}

export function isEmpty(lists: WaitLists): boolean {
  return priorities.every((priority) => lists[priority].length === 0);
}

function olderFirst(one: Waiter, another: Waiter): number {
  if (one.queuedAt !== another.queuedAt) return one.queuedAt - another.queuedAt;
  return one.consultationId < another.consultationId ? -1 : 1;
}
