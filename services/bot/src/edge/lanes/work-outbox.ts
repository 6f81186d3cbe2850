import type { Logger } from '@desk/logging';
import type { HeldLane, OutboxLanes } from '../../ports/lanes.ts';
import type { Deliver, OutboxItem } from '../../ports/outbox.ts';
import type { Clock } from '../../ports/system.ts';
import { attemptDelivery } from './attempt-delivery.ts';
import type { LeaseHolder } from './hold-leases.ts';
import { mayRepeat } from './may-repeat.ts';
import { noteDelivery } from './note-delivery.ts';
import { type LaneScheduler, scheduleLanes } from './schedule-lanes.ts';
import type { Turns } from './take-turns.ts';

export interface OutboxWorkerOptions {
  readonly outbox: OutboxLanes;
  readonly leases: LeaseHolder;
  /** Shared with the inbox: an arrival under suspicion is handled while nothing is delivered. */
  readonly turns: Turns;
  readonly deliver: Deliver;
  readonly clock: Clock;
  readonly log: Logger;
}

const parallelMax = 64;
const itemsPerRunMax = 16;

/** Delivers effects, in order within a lane, lanes side by side. */
export function workOutbox(options: OutboxWorkerOptions): LaneScheduler {
  const { outbox, leases, turns, clock, log } = options;
  const attempt = attemptDelivery(options);
  const scheduler = scheduleLanes({ work: runLane, parallelMax });

  async function runLane(lane: string): Promise<void> {
    try {
      await leases.during(lane, () => deliverSome(lane));
    } catch (error) {
      // What was claimed meanwhile is found again, as possibly sent, by whoever takes the lane next.
      log.error('A lane of the outbox was interrupted', { error });
      await leases.giveUp(lane);
    }
  }

  async function deliverSome(lane: string): Promise<void> {
    for (let count = 0; count < itemsPerRunMax; count += 1) {
      const epoch = await leases.hold(lane);
      if (epoch === null) return leases.call({ box: 'outbox', lane });
      if (!(await turns.beside(() => deliverFirst({ lane, epoch })))) return;
    }
    scheduler.wake(lane);
  }

  /** Whether the lane goes on at once. */
  async function deliverFirst(held: HeldLane): Promise<boolean> {
    const first = await outbox.claim(held, clock.now());
    return first !== null && (await deliverOne(first.item)) && first.hasMore;
  }

  /** Whether the next one may follow at once. */
  async function deliverOne(item: OutboxItem): Promise<boolean> {
    const tooDoubtful = item.doubts > 0 && !mayRepeat(item);
    const delivery = tooDoubtful ? ({ kind: 'refused', reason: 'unknown' } as const) : await attempt(item);
    const noted = await noteDelivery(item, delivery, options);
    if (noted.kind === 'wait') scheduler.wakeAfter(item.lane, noted.afterMs);
    if (noted.kind === 'fenced') await leases.giveUp(item.lane);
    return noted.kind === 'next';
  }

  return scheduler;
}
