import type { Logger } from '@desk/logging';
import type { HandleArrival, HandleDeadLetter } from '../../ports/inbox.ts';
import type { InboxLanes, LaneCall, LaneLeases, OutboxLanes } from '../../ports/lanes.ts';
import type { Deliver } from '../../ports/outbox.ts';
import type { Clock } from '../../ports/system.ts';
import { holdLeases } from './hold-leases.ts';
import { takeTurns } from './take-turns.ts';
import { workInbox } from './work-inbox.ts';
import { workOutbox } from './work-outbox.ts';

export interface LaneOptions {
  readonly leases: LaneLeases;
  readonly leaseMs: number;
  readonly inbox: InboxLanes;
  readonly outbox: OutboxLanes;
  readonly handle: HandleArrival;
  readonly handleDeadLetter: HandleDeadLetter;
  /** Whether an error says that the database was away or out of breath. */
  readonly isDatabaseFailure: (error: unknown) => boolean;
  readonly deliver: Deliver;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface Lanes {
  /** Takes up what an earlier process left behind, and looks every second for what nobody woke. */
  start(): void;
  wakeInbox(lane: string): void;
  wakeOutbox(lane: string): void;
  /** Another process has found something to do in a lane that may be held here. */
  hearCall(call: LaneCall): void;
  /** Delayed effects are due after this long. */
  joinAfter(delayMs: number): void;
  /** Begins nothing new, waits for the work in hand and gives the lanes back. `false`: some of it was not done in time. */
  stop(withinMs: number): Promise<boolean>;
}

const pollEveryMs = 1_000;
const lanesPerPollMax = 500;
const joinsPlannedMax = 1_000;

export function runLanes(options: LaneOptions): Lanes {
  const { inbox, outbox, clock, log } = options;
  const leases = holdLeases(options);
  const turns = takeTurns();
  const inboxWorker = workInbox({ ...options, leases, turns });
  const outboxWorker = workOutbox({ ...options, leases, turns });
  const joins = new Set<NodeJS.Timeout>();
  let timer: NodeJS.Timeout | undefined;
  let polling: Promise<void> | null = null;
  let reachable = true;

  async function poll(): Promise<void> {
    try {
      for (const lane of await inbox.listWaiting(lanesPerPollMax)) inboxWorker.wake(lane);
      await join();
      for (const lane of await outbox.listWaiting(clock.now(), lanesPerPollMax)) outboxWorker.wake(lane);
      if (!reachable) log.info('The lanes can be read again');
      reachable = true;
    } catch (error) {
      if (reachable) log.error('The lanes cannot be read', { error });
      reachable = false;
    }
  }

  async function join(): Promise<void> {
    for (const lane of await outbox.joinDue(clock.now(), lanesPerPollMax)) outboxWorker.wake(lane);
  }

  function pollOnce(): void {
    polling ??= poll().finally(() => {
      polling = null;
    });
  }

  return {
    start() {
      timer = setInterval(pollOnce, pollEveryMs);
      pollOnce();
    },
    wakeInbox: inboxWorker.wake,
    wakeOutbox: outboxWorker.wake,
    hearCall({ box, lane }) {
      if (!leases.isHeld(lane)) return;
      if (box === 'inbox') inboxWorker.wake(lane);
      else outboxWorker.wake(lane);
    },
    joinAfter(delayMs) {
      // Beyond the bound the poll finds it, up to a second later.
      if (joins.size >= joinsPlannedMax) return;
      const planned = setTimeout(() => {
        joins.delete(planned);
        join().catch(() => pollOnce());
      }, delayMs);
      joins.add(planned);
    },
    async stop(withinMs) {
      clearInterval(timer);
      for (const planned of joins) clearTimeout(planned);
      joins.clear();
      await polling;
      const [handled, delivered] = await Promise.all([inboxWorker.drain(withinMs), outboxWorker.drain(withinMs)]);
      await leases.close();
      return handled && delivered;
    },
  };
}
