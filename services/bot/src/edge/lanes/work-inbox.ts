import type { Logger } from '@desk/logging';
import type { HandleArrival, HandleDeadLetter, InboxItem } from '../../ports/inbox.ts';
import type { FirstArrival, InboxLanes } from '../../ports/lanes.ts';
import type { Clock } from '../../ports/system.ts';
import { endureFailures, type Step } from './endure-failures.ts';
import type { LeaseHolder } from './hold-leases.ts';
import { type LaneScheduler, scheduleLanes } from './schedule-lanes.ts';
import type { Turns } from './take-turns.ts';
import { weighSuspicion } from './weigh-suspicion.ts';
import { withinDeadline } from './within-deadline.ts';

export interface InboxWorkerOptions {
  readonly inbox: InboxLanes;
  readonly leases: LeaseHolder;
  readonly turns: Turns;
  readonly handle: HandleArrival;
  readonly handleDeadLetter: HandleDeadLetter;
  /** Whether an error says that the database was away or out of breath. */
  readonly isDatabaseFailure: (error: unknown) => boolean;
  readonly clock: Clock;
  readonly log: Logger;
}

const parallelMax = 32;
const itemsPerRunMax = 16;
const handleMsMax = 60_000;

/**
 * Handles arrivals, in order within a lane, lanes side by side. What fails three times by a defect is set aside, and so
 * is what takes down one process after the other; what fails for the database's sake waits for it.
 */
export function workInbox(options: InboxWorkerOptions): LaneScheduler {
  const { inbox, leases, turns, handle, log } = options;
  const suspicion = weighSuspicion(options);
  const scheduler = scheduleLanes({ work: runLane, parallelMax });
  const failures = endureFailures({ ...options, wakeAfter: scheduler.wakeAfter });

  async function runLane(lane: string): Promise<void> {
    try {
      await leases.during(lane, () => handleSome(lane));
    } catch (error) {
      log.error('A lane of the inbox was interrupted', { error });
      await leases.giveUp(lane);
    }
  }

  /** One by one: handling one may bring back others that come before the next (what was kept). */
  async function handleSome(lane: string): Promise<void> {
    for (let count = 0; count < itemsPerRunMax; count += 1) {
      const epoch = await leases.hold(lane);
      if (epoch === null) return leases.call({ box: 'inbox', lane });
      const first = await inbox.next({ lane, epoch });
      if (!first || (await handleFirst(first)) === 'stop' || !first.hasMore) return;
    }
    scheduler.wake(lane);
  }

  async function handleFirst(first: FirstArrival): Promise<Step> {
    const isSuspect = await suspicion.isSuspect(first);
    return isSuspect ? turns.alone(() => tryApart(first.item)) : turns.beside(() => handleOne(first.item));
  }

  async function tryApart(item: InboxItem): Promise<Step> {
    const trial = await suspicion.beginTrial(item);
    if (trial === 'handle') return handleOne(item);
    if (trial === 'set-aside') return failures.setAside(item);
    if (trial === 'bury') await inbox.bury(item);
    return 'next';
  }

  async function handleOne(item: InboxItem): Promise<Step> {
    try {
      const outcome = await withinDeadline(handle(item), handleMsMax);
      if (outcome === 'committed') return 'next';
      if (outcome === 'overtaken') return await failures.endure(item, 'overtaken');
      await leases.giveUp(item.lane);
      return 'stop';
    } catch (error) {
      log.error('An arrival was not handled', { source: item.source, sourceId: item.sourceId, error });
      return await failures.endure(item, failures.causeOf(error));
    }
  }

  return scheduler;
}
