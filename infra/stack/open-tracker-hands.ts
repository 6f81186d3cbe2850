import { handsOnJira } from './hands-on-jira.ts';
import { handsOnOpenProject } from './hands-on-openproject.ts';
import type { RunningTracker } from './start-tracker.ts';
import type { TrackerHands } from './tracker-hands.ts';

/** What a story sees and handles of this tracker. */
export function openTrackerHands(tracker: RunningTracker): TrackerHands {
  const { simulator } = tracker;
  const own = tracker.kind === 'jira' ? handsOnJira(tracker.simulator) : handsOnOpenProject(tracker.simulator);
  return {
    ...own,
    kind: tracker.kind,
    url: `${simulator.baseUrl}/`,
    ticket(number) {
      const found = own.find(number);
      if (!found) throw new Error(`The tracker has no ticket ${number}.`);
      return found;
    },
    onRequest: (listener) => simulator.onRequest(listener),
    hooksSettled: () => simulator.webhooks.settled(),
    disturbsHooks: (disturbance) => simulator.faults.add({ kind: 'disturb-webhook', times: 'always', disturbance }),
    deliversHooks: () => simulator.webhooks.deliverNow(),
    goesAway: (how) => simulator.down(how),
    comesBack: () => simulator.up(),
  };
}
