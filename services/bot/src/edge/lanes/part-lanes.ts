import { type LaneKind, laneKindOf } from './lane-kind.ts';
import { type LaneScheduler, type LaneSchedulerOptions, scheduleLanes } from './schedule-lanes.ts';

export interface PartedLanesOptions extends Pick<LaneSchedulerOptions, 'work'> {
  readonly parallelMax: Readonly<Record<LanePart, number>>;
}

type LanePart = 'chats' | 'tickets' | 'others';

const parts: Partial<Record<LaneKind, LanePart>> = { chat: 'chats', ticket: 'tickets' };

/**
 * Chats, tickets, and the others, most of which the gateway answers by itself, have places of their own. However many
 * tickets wait for a tracker that takes requests and does not answer, nobody's words wait with them, and nobody's session.
 */
export function partLanes({ work, parallelMax }: PartedLanesOptions): LaneScheduler {
  const schedulers = {
    chats: scheduleLanes({ work, parallelMax: parallelMax.chats }),
    tickets: scheduleLanes({ work, parallelMax: parallelMax.tickets }),
    others: scheduleLanes({ work, parallelMax: parallelMax.others }),
  };
  const schedulerOf = (lane: string) => schedulers[parts[laneKindOf(lane)] ?? 'others'];
  return {
    wake: (lane) => schedulerOf(lane).wake(lane),
    wakeAfter: (lane, delayMs) => schedulerOf(lane).wakeAfter(lane, delayMs),
    async drain(withinMs) {
      const drained = await Promise.all(Object.values(schedulers).map((each) => each.drain(withinMs)));
      return drained.every((inTime) => inTime);
    },
  };
}
