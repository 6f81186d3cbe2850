import type { Logger } from '@desk/logging';
import type { HandleArrival, HandleDeadLetter } from '../../ports/inbox.ts';
import type { InboxLanes, LaneCall, LaneLeases, OutboxLanes } from '../../ports/lanes.ts';
import type { Deliver } from '../../ports/outbox.ts';
import type { Clock } from '../../ports/system.ts';
import { holdLeases } from './hold-leases.ts';
import { planJoins } from './plan-joins.ts';
import type { LaneScheduler } from './schedule-lanes.ts';
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
  /** Another process has found something to do in a lane that may be held here, or leaves what others can do. */
  hearCall(call: LaneCall): void;
  /** A delayed effect comes due then (epoch milliseconds): soon, or a later look sees to it. */
  joinAt(dueAt: number): void;
  /**
   * Begins nothing new, waits for the work in hand and gives the lanes back: those without any at once. `false`: some of
   * it was not done in time.
   */
  stop(withinMs: number): Promise<boolean>;
  /** To be called once nothing more is stored here: the others look for what came into the lanes meanwhile. */
  handOver(): Promise<void>;
}

const pollEveryMs = 1_000;
const lanesPerPollMax = 500;
/** Beyond the next look, so that none is missed by one that is late. */
const joinsAheadMs = 1_500;
const joinsPerLookMax = 100;

export function runLanes(options: LaneOptions): Lanes {
  const leases = holdLeases(options);
  const turns = takeTurns();
  const workers = {
    inbox: workInbox({ ...options, leases, turns }),
    outbox: workOutbox({ ...options, leases, turns }),
  };
  const looks = lookForWork(options, workers);
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;

  return {
    start() {
      timer = setInterval(looks.look, pollEveryMs);
      looks.look();
    },
    wakeInbox: workers.inbox.wake,
    wakeOutbox: workers.outbox.wake,
    hearCall(call) {
      if (call !== 'look') {
        if (leases.isHeld(call.lane)) workers[call.box].wake(call.lane);
      } else if (!stopping) void looks.lookAgain();
    },
    joinAt: looks.joinAt,
    async stop(withinMs) {
      stopping = true;
      clearInterval(timer);
      // At once: what a look under way still finds is not begun any more.
      const [handled, delivered] = await Promise.all([
        workers.inbox.drain(withinMs),
        workers.outbox.drain(withinMs),
        leases.leave(),
        looks.close(),
      ]);
      await leases.close();
      return handled && delivered;
    },
    async handOver() {
      // Whoever does not hear it looks by itself within a second.
      await options.leases.call('look').catch(() => undefined);
    },
  };
}

/** Finds what nobody woke; one look at a time. */
function lookForWork(
  { inbox, outbox, clock, log }: LaneOptions,
  workers: Readonly<Record<'inbox' | 'outbox', LaneScheduler>>,
) {
  let looking: Promise<void> | null = null;
  let reachable = true;
  const joins = planJoins({ clock, join: () => void join().catch(look), aheadMs: joinsAheadMs });

  async function lookNow(): Promise<void> {
    try {
      for (const lane of await inbox.listWaiting(lanesPerPollMax)) workers.inbox.wake(lane);
      await join();
      for (const lane of await outbox.listWaiting(clock.now(), lanesPerPollMax)) workers.outbox.wake(lane);
      const now = clock.now();
      for (const dueAt of await outbox.listDue(now, now + joinsAheadMs, joinsPerLookMax)) joins.plan(dueAt);
      if (!reachable) log.info('The lanes can be read again');
      reachable = true;
    } catch (error) {
      if (reachable) log.error('The lanes cannot be read', { error });
      reachable = false;
    }
  }

  async function join(): Promise<void> {
    for (const lane of await outbox.joinDue(clock.now(), lanesPerPollMax)) workers.outbox.wake(lane);
  }

  function look(): void {
    looking ??= lookNow().finally(() => {
      looking = null;
    });
  }

  return {
    ...{ look, joinAt: joins.plan },
    /** What is under way may have looked too early. */
    async lookAgain(): Promise<void> {
      await looking;
      look();
    },
    async close(): Promise<void> {
      joins.close();
      await looking;
    },
  };
}
