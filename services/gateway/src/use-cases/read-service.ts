import type { Clock } from '../ports/system.ts';
import type { TrackerState, watchTracker } from './watch-tracker.ts';

export interface ReadServicePorts {
  readonly clock: Clock;
  readonly trackerState: ReturnType<typeof watchTracker>;
}

/** What the other side wants to know before it relies on us: the time here, and whether the tracker answers. */
export function readService({ clock, trackerState }: ReadServicePorts) {
  return async (): Promise<{ readonly tracker: TrackerState; readonly now: number }> => ({
    tracker: await trackerState(),
    now: clock.now(),
  });
}
