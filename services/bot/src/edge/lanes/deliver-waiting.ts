import type { Logger } from '@desk/logging';
import type { InboxLanes, LaneLeases, OutboxLanes } from '../../ports/lanes.ts';
import type { Deliver } from '../../ports/outbox.ts';
import type { Clock } from '../../ports/system.ts';
import { runLanes } from './run-lanes.ts';

export interface WaitingOptions {
  readonly outbox: OutboxLanes;
  readonly leases: LaneLeases;
  readonly leaseMs: number;
  readonly deliver: Deliver;
  /** Which lanes are delivered; the others wait for the start of the desk. */
  readonly isWanted: (lane: string) => boolean;
  /** Effects that still wait in lanes that are delivered. */
  readonly countWaiting: () => Promise<number>;
  readonly isDatabaseFailure: (error: unknown) => boolean;
  readonly withinMs: number;
  readonly clock: Clock;
  readonly log: Logger;
}

const lookEveryMs = 200;
const stopWithinMs = 30_000;

/** Delivers what waits in some lanes, and nothing that comes in or is due later; false where some of it is left. */
export async function deliverWaiting(options: WaitingOptions): Promise<boolean> {
  const { outbox, isWanted, countWaiting, withinMs } = options;
  const lanes = runLanes({
    ...options,
    inbox: nothingArrives,
    handle: async () => 'fenced',
    handleDeadLetter: async () => 'fenced',
    outbox: {
      ...outbox,
      listWaiting: async (now, max) => (await outbox.listWaiting(now, max)).filter(isWanted),
      joinDue: async () => [],
      listDue: async () => [],
    },
  });
  const endsAt = performance.now() + withinMs;
  lanes.start();
  try {
    while ((await countWaiting()) > 0) {
      if (performance.now() > endsAt) return false;
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    return true;
  } finally {
    await lanes.stop(stopWithinMs);
  }
}

const nothingArrives: InboxLanes = {
  listWaiting: async () => [],
  next: async () => null,
  suspect: async () => 'gone',
  noteFailure: async () => 'gone',
  bury: async () => undefined,
};
