import type { TicketStatus } from '@desk/domain';
import { signWebhook } from '@desk/jira-simulator';
import { createFakeTracker } from '../fakes/tracker.ts';
import { aTrackerMap } from '../fixtures/tracker-map.ts';
import { people, type SimulatedJiraOptions, startSimulatedJira, webhookSecret } from '../jira/start-simulator.ts';
import { describeTracker } from './tracker.ts';
import type { TrackerUnderTest } from './tracker-under-test.ts';

const accounts = {
  employee: people.employee.id,
  employeeEmail: people.employee.email,
  specialist: people.specialist.id,
  second: people.second.id,
};

const jiraStatuses: Readonly<Record<TicketStatus, string>> = {
  new: 'New',
  'in-progress': 'In Progress',
  'waiting-for-customer': 'Waiting for customer',
  'waiting-for-support': 'Waiting for support',
  resolved: 'Resolved',
  closed: 'Closed',
};

describeTracker('in memory', { open: openFake, searchLagMs: 0 });
describeTracker('Jira Cloud', { open: () => openJira({ flavour: 'cloud' }), searchLagMs: 0 });
describeTracker('Jira Cloud with a lagging index', {
  open: () => openJira({ flavour: 'cloud', simulator: { searchLagMs: 20_000 } }),
  searchLagMs: 20_000,
});
describeTracker('Jira Cloud with the marker in the description', {
  open: () => openJira({ flavour: 'cloud', tracker: { map: aTrackerMap({ marker: { in: 'description' } }) } }),
  searchLagMs: 0,
});
describeTracker('Jira Data Center', { open: () => openJira({ flavour: 'data-center' }), searchLagMs: 0 });
describeTracker('Jira Data Center with the marker in the description', {
  open: () => openJira({ flavour: 'data-center', tracker: { map: aTrackerMap({ marker: { in: 'description' } }) } }),
  searchLagMs: 0,
});
describeTracker('Jira Data Center with the marker in a field', {
  open: () =>
    openJira({
      flavour: 'data-center',
      tracker: { map: aTrackerMap({ marker: { in: 'field', field: 'customfield_10050' } }) },
    }),
  searchLagMs: 0,
});

async function openFake(): Promise<TrackerUnderTest> {
  let now = Date.parse('2026-11-23T08:00:00Z');
  const fake = createFakeTracker({
    now: () => now,
    requestTypes: ['internet'],
    people: [{ account: accounts.employee, email: accounts.employeeEmail }],
  });
  return {
    ...fake,
    accounts,
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
    moveAsAgent: (number, status) => fake.changeTicket(number, { status }),
    loseNextAnswer: () => fake.failNext('create', { kind: 'lost-after' }),
    limitNextCreation: (seconds) => fake.failNext('create', { kind: 'down', retryAfterMs: seconds * 1000 }),
    setAway: async (away) => (away ? fake.setDown(null) : fake.setUp()),
    hookAbout: (number) => ({
      headers: { 'x-hub-signature': 'fake' },
      query: {},
      body: new TextEncoder().encode(number),
    }),
    close: async () => {},
  };
}

async function openJira(options: SimulatedJiraOptions): Promise<TrackerUnderTest> {
  const { simulator, tracker, now, advance } = await startSimulatedJira(options);
  const creation = { method: 'POST', path: '/rest/servicedeskapi/request', times: 1 } as const;
  return {
    ...tracker,
    accounts,
    now,
    advance,
    moveAsAgent: (number, to) => void simulator.agent(accounts.specialist).transition(number, jiraStatuses[to]),
    loseNextAnswer: () => simulator.faults.add({ ...creation, kind: 'timeout-after-commit' }),
    limitNextCreation: (retryAfterSeconds) => simulator.faults.add({ ...creation, kind: '429', retryAfterSeconds }),
    setAway: async (away) => (away ? simulator.down() : simulator.up()),
    hookAbout(number) {
      const body = JSON.stringify({ webhookEvent: 'jira:issue_updated', issue: { key: number } });
      return {
        headers: { 'x-hub-signature': signWebhook(webhookSecret, body) },
        query: {},
        body: new TextEncoder().encode(body),
      };
    },
    close: () => simulator.close(),
  };
}
