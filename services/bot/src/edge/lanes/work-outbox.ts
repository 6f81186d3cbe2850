import type { Logger } from '@desk/logging';
import type { FirstEffect, HeldLane, OutboxLanes } from '../../ports/lanes.ts';
import type { Deliver, Delivery, OutboxItem } from '../../ports/outbox.ts';
import type { Clock } from '../../ports/system.ts';
import { attemptDelivery } from './attempt-delivery.ts';
import type { LeaseHolder } from './hold-leases.ts';
import { mayRepeat } from './may-repeat.ts';
import { noteDelivery } from './note-delivery.ts';
import { partLanes } from './part-lanes.ts';
import type { LaneScheduler } from './schedule-lanes.ts';
import type { Turns } from './take-turns.ts';
import { weighEffectSuspicion } from './weigh-suspicion.ts';

export interface OutboxWorkerOptions {
  readonly outbox: OutboxLanes;
  readonly leases: LeaseHolder;
  /** Shared with the inbox: what is under suspicion has the process to itself. */
  readonly turns: Turns;
  readonly deliver: Deliver;
  readonly clock: Clock;
  readonly log: Logger;
}

const parallelMax = { chats: 64, tickets: 32, others: 16 } as const;
const itemsPerRunMax = 16;

/**
 * Delivers effects, in order within a lane, lanes side by side. What takes down one process after the other is set
 * aside, so that the rest of its lane goes on.
 */
export function workOutbox(options: OutboxWorkerOptions): LaneScheduler {
  const { outbox, leases, turns, clock, log } = options;
  const attempt = attemptDelivery(options);
  const suspicion = weighEffectSuspicion(options);
  const scheduler = partLanes({ work: runLane, parallelMax });

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
      const outcome = await turns.beside(() => deliverFirst({ lane, epoch }));
      const goesOn = typeof outcome === 'boolean' ? outcome : await turns.alone(() => tryApart(outcome));
      if (!goesOn) return;
    }
    scheduler.wake(lane);
  }

  /** Whether the lane goes on at once; what is under suspicion is left as it was claimed. */
  async function deliverFirst(held: HeldLane): Promise<boolean | FirstEffect> {
    const first = await outbox.claim(held, clock.now());
    if (first === null) return false;
    return suspicion.isSuspect(first) ? first : (await deliverOne(first.item)) && first.hasMore;
  }

  async function tryApart({ item, hasMore }: FirstEffect): Promise<boolean> {
    const trial = await suspicion.beginTrial(item);
    if (trial === 'deliver') return (await deliverOne(item)) && hasMore;
    const end: Delivery = trial === 'fenced' ? { kind: 'fenced' } : { kind: 'refused', reason: 'deadly' };
    return (await note(item, end)) && hasMore;
  }

  /** Whether the next one may follow at once. */
  async function deliverOne(item: OutboxItem): Promise<boolean> {
    const tooDoubtful = item.doubts > 0 && !mayRepeat(item);
    return note(item, tooDoubtful ? { kind: 'refused', reason: 'unknown' } : await attempt(item));
  }

  async function note(item: OutboxItem, delivery: Delivery): Promise<boolean> {
    const noted = await noteDelivery(item, delivery, options);
    if (noted.kind === 'wait') scheduler.wakeAfter(item.lane, noted.afterMs);
    if (noted.kind === 'fenced') await leases.giveUp(item.lane);
    return noted.kind === 'next';
  }

  return scheduler;
}
