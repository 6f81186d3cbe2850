import type { Clock } from '../../ports/system.ts';

/** When delayed effects are let into their lanes, to the millisecond. */
export interface Joins {
  /** Once for each instant (epoch milliseconds); what is due later than soon is for a later look to plan. */
  plan(dueAt: number): void;
  close(): void;
}

export interface JoinOptions {
  readonly clock: Clock;
  /** Lets in what is due. Must not throw. */
  readonly join: () => void;
  /** What soon is. */
  readonly aheadMs: number;
}

/** What comes on top is found by the next look. */
const plannedMax = 200;
/** A timer may fire within the millisecond before. */
const afterMs = 1;

export function planJoins({ clock, join, aheadMs }: JoinOptions): Joins {
  const planned = new Map<number, NodeJS.Timeout>();
  let closed = false;

  return {
    plan(dueAt) {
      const inMs = dueAt - clock.now();
      if (closed || inMs > aheadMs || planned.has(dueAt) || planned.size >= plannedMax) return;
      const timer = setTimeout(() => {
        planned.delete(dueAt);
        join();
      }, Math.max(0, inMs) + afterMs);
      planned.set(dueAt, timer);
    },
    close() {
      closed = true;
      for (const timer of planned.values()) clearTimeout(timer);
      planned.clear();
    },
  };
}
