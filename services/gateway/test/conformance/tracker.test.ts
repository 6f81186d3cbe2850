import type { TicketStatus } from '@desk/domain';
import { type JiraSimulator, signWebhook } from '@desk/jira-simulator';
import { signWebhook as signOpenProjectWebhook } from '@desk/openproject-simulator';
import type { JiraFlavourName } from '../../src/adapters/jira/flavour.ts';
import { wikiToText } from '../../src/adapters/jira/wiki.ts';
import { markdownToText } from '../../src/adapters/openproject/markdown.ts';
import { createFakeTracker } from '../fakes/tracker.ts';
import { aTrackerMap } from '../fixtures/tracker-map.ts';
import { people, type SimulatedJiraOptions, startSimulatedJira, webhookSecret } from '../jira/start-simulator.ts';
import * as openProject from '../openproject/start-simulator.ts';
import { describeTicketLooks } from './ticket-looks.ts';
import { describeTracker } from './tracker.ts';
import { describeTrackerChanges } from './tracker-changes.ts';
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

describeTracker('OpenProject', { open: openOpenProject, searchLagMs: 0 });
describeTracker('OpenProject with client credentials', { open: () => openOpenProject(withOauth), searchLagMs: 0 });

describeTrackerChanges('in memory', { open: openFake, searchLagMs: 0 });
describeTrackerChanges('Jira Cloud', { open: () => openJira({ flavour: 'cloud' }), searchLagMs: 0 });
describeTrackerChanges('Jira Data Center', { open: () => openJira({ flavour: 'data-center' }), searchLagMs: 0 });
describeTrackerChanges('OpenProject', { open: openOpenProject, searchLagMs: 0 });

describeTicketLooks('in memory', { open: openFake, searchLagMs: 0 });
describeTicketLooks('Jira Cloud', { open: () => openJira({ flavour: 'cloud' }), searchLagMs: 0 });
describeTicketLooks('Jira Data Center', { open: () => openJira({ flavour: 'data-center' }), searchLagMs: 0 });
describeTicketLooks('OpenProject', { open: openOpenProject, searchLagMs: 0 });

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
    agent: {
      comment: (number, text, visibility) =>
        fake.comments.add(number, { text, visibility, author: accounts.specialist }).id,
      editComment: (number, id, text) => fake.comments.change(number, id, { text }),
      showComment: (number, id, visibility) => fake.comments.change(number, id, { visibility }),
      removeComment: (number, id) => fake.comments.remove(number, id),
    },
    moveAsAgent: (number, status) => fake.changeTicket(number, { status }),
    loseNextAnswer: () => fake.failNext('create', { kind: 'lost-after' }),
    limitNextCreation: (seconds) => fake.failNext('create', { kind: 'down', retryAfterMs: seconds * 1000 }),
    loseNextComment: () => fake.failNext('post', { kind: 'lost-after' }),
    commentsOf: (number) =>
      fake.comments
        .list(number)
        .map(({ text, visibility, files }) => ({ text, visibility, files: files.map((file) => file.name) })),
    participantsOf: (number) => fake.participants.get(number) ?? [],
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
  const agent = simulator.agent(accounts.specialist);
  const creation = { method: 'POST', path: '/rest/servicedeskapi/request', times: 1 } as const;
  return {
    ...tracker,
    accounts,
    now,
    advance,
    agent: {
      comment: (number, text, visibility) => agent.comment(number, text, { public: visibility === 'public' }).id,
      editComment: (number, id, text) => void agent.editComment(number, id, text),
      showComment: (number, id, visibility) =>
        void agent.setCommentVisibility(number, id, { public: visibility === 'public' }),
      removeComment: (number, id) => agent.deleteComment(number, id),
    },
    moveAsAgent: (number, to) => void simulator.agent(accounts.specialist).transition(number, jiraStatuses[to]),
    loseNextAnswer: () => simulator.faults.add({ ...creation, kind: 'timeout-after-commit' }),
    limitNextCreation: (retryAfterSeconds) => simulator.faults.add({ ...creation, kind: '429', retryAfterSeconds }),
    loseNextComment: () =>
      simulator.faults.add({ method: 'POST', path: /\/comment$/, times: 1, kind: 'timeout-after-commit' }),
    commentsOf: (number) => readComments(simulator, options.flavour, number),
    participantsOf: (number) => simulator.issue(number)?.participants.map(({ id }) => id) ?? [],
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

/** The words as a person sees them: Data Center keeps them as wiki text, Cloud as a document. */
function readComments(simulator: JiraSimulator, flavour: JiraFlavourName, number: string) {
  const issue = simulator.issue(number);
  return (issue?.comments ?? []).map((comment) => {
    const files = issue?.attachments.filter(({ id }) => comment.attachmentIds.includes(id)) ?? [];
    const references = files.flatMap(({ filename }) => [`[^${filename}]`, `!${filename}|thumbnail!`]);
    const lines = comment.body.split('\n').filter((line) => !references.includes(line));
    const text = lines.join('\n').trim();
    return {
      text: flavour === 'cloud' ? text : wikiToText(text),
      visibility: comment.public ? 'public' : 'internal',
      files: files.map(({ filename }) => filename),
    };
  });
}

const withOauth: openProject.StartOptions = {
  simulator: { oauth: { clientId: 'desk', clientSecret: 'fixture-secret' } },
  tracker: { auth: { kind: 'client-credentials', clientId: 'desk', clientSecret: 'fixture-secret' } },
};

const openProjectStatuses: Readonly<Record<TicketStatus, string>> = {
  new: 'New',
  'in-progress': 'In progress',
  'waiting-for-customer': 'Waiting for customer',
  'waiting-for-support': 'Waiting for support',
  resolved: 'Resolved',
  closed: 'Closed',
};

async function openOpenProject(options: openProject.StartOptions = {}): Promise<TrackerUnderTest> {
  const { simulator, tracker, now, advance } = await openProject.startSimulatedOpenProject(options);
  const { employee, specialist, second } = openProject.people;
  const agent = simulator.agent(specialist.id);
  const creation = { method: 'POST', path: '/api/v3/projects/3/work_packages', times: 1 } as const;
  return {
    ...tracker,
    accounts: { employee: employee.id, employeeEmail: employee.email, specialist: specialist.id, second: second.id },
    now,
    advance,
    agent: {
      comment: (number, text, visibility) => agent.comment(number, text, { internal: visibility === 'internal' }).id,
      editComment: (_, id, text) => void agent.editComment(id, text),
      showComment: (_, id, visibility) => agent.setInternal(id, visibility === 'internal'),
      removeComment: (_, id) => agent.emptyComment(id),
    },
    moveAsAgent: (number, to) => void agent.move(number, openProjectStatuses[to]),
    loseNextAnswer: () => simulator.faults.add({ ...creation, kind: 'timeout-after-commit' }),
    limitNextCreation: (retryAfterSeconds) => simulator.faults.add({ ...creation, kind: '429', retryAfterSeconds }),
    loseNextComment: () =>
      simulator.faults.add({ method: 'POST', path: /\/activities$/, times: 1, kind: 'timeout-after-commit' }),
    commentsOf: (number) =>
      (simulator.workPackage(number)?.comments ?? []).map(({ text, internal, files }) => ({
        text: markdownToText(text),
        visibility: internal ? 'internal' : 'public',
        files: files.map(({ fileName }) => fileName),
      })),
    participantsOf: (number) => simulator.workPackage(number)?.watchers.map(({ id }) => id) ?? [],
    setAway: async (away) => (away ? simulator.down() : simulator.up()),
    hookAbout(number) {
      const body = JSON.stringify({ action: 'work_package:updated', work_package: { id: Number(number) } });
      return {
        headers: { 'x-op-signature': signOpenProjectWebhook(openProject.webhookSecret, body) },
        query: {},
        body: new TextEncoder().encode(body),
      };
    },
    close: () => simulator.close(),
  };
}
