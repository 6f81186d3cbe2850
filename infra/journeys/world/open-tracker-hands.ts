import type { RunningTracker } from '../../stack/start-tracker.ts';
import { handsOnJira } from './hands-on-jira.ts';
import { handsOnOpenProject } from './hands-on-openproject.ts';
import type { TrackerHands } from './tracker-hands.ts';

/** What a journey sees and handles of this tracker. */
export function openTrackerHands(tracker: RunningTracker): TrackerHands {
  const { simulator } = tracker;
  const own = tracker.kind === 'jira' ? handsOnJira(tracker.simulator) : handsOnOpenProject(tracker.simulator);
  return {
    ...own,
    url: `${simulator.baseUrl}/`,
    ticket(number) {
      const found = own.tickets().find((ticket) => ticket.number === number);
      if (!found) throw new Error(`The tracker has no ticket ${number}.`);
      return found;
    },
    onRequest: (listener) => simulator.onRequest(listener),
    hooksSettled: () => simulator.webhooks.settled(),
    goesAway: (how) => simulator.down(how),
    comesBack: () => simulator.up(),
  };
}
