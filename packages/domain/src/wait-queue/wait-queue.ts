import type { Priority } from '../ticket/ticket.ts';

/** A request in the wait queue of a team. */
export interface Waiter {
  readonly consultationId: string;
  readonly priority: Priority;
  /** Its age counts from here. */
  readonly queuedAt: number;
}

/** The wait queue of a team: a list for each priority, oldest first. */
export type WaitLists = Readonly<Record<Priority, readonly Waiter[]>>;

/** Accumulated priority for each unit of age: who waits long enough passes everybody, so no one starves. */
export const priorityWeights = {
  critical: 8,
  high: 4,
  medium: 2,
  low: 1,
} as const satisfies Readonly<Record<Priority, number>>;

/** Accumulated priority: weight times age in milliseconds. A clock set back makes nobody negative. */
export function scoreOf({ priority, queuedAt }: Waiter, now: number): number {
  return priorityWeights[priority] * Math.max(0, now - queuedAt);
}
