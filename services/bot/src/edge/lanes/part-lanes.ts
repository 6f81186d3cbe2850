import { laneKindOf } from './lane-kind.ts';
import { type LaneScheduler, type LaneSchedulerOptions, scheduleLanes } from './schedule-lanes.ts';

export interface PartedLanesOptions extends Pick<LaneSchedulerOptions, 'work'> {
  readonly parallelMax: { readonly chats: number; readonly others: number };
}

/**
 * Lanes of chats have places of their own, where a call is quick: however many others wait for a tracker that takes
 * requests and does not answer, nobody's words wait with them.
 */
export function partLanes({ work, parallelMax }: PartedLanesOptions): LaneScheduler {
  const chats = scheduleLanes({ work, parallelMax: parallelMax.chats });
  const others = scheduleLanes({ work, parallelMax: parallelMax.others });
  const partOf = (lane: string) => (laneKindOf(lane) === 'chat' ? chats : others);
  return {
    wake: (lane) => partOf(lane).wake(lane),
    wakeAfter: (lane, delayMs) => partOf(lane).wakeAfter(lane, delayMs),
    async drain(withinMs) {
      const [first, second] = await Promise.all([chats.drain(withinMs), others.drain(withinMs)]);
      return first && second;
    },
  };
}
