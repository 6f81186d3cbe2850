import {
  createJiraSimulator,
  type JiraSimulator,
  type JiraSimulatorOptions,
  type RequestType,
} from '@desk/jira-simulator';
import {
  createJiraTracker,
  type JiraTracker,
  type JiraTrackerOptions,
} from '../../src/adapters/jira/create-jira-tracker.ts';
import type { JiraFlavourName } from '../../src/adapters/jira/flavour.ts';
import { aTrackerMap } from '../fixtures/tracker-map.ts';

export const webhookSecret = 'fixture-webhook-secret';

/** The people of the simulated Jira; ids are account ids on Cloud and usernames on Data Center. */
export const people = {
  employee: { id: 'acc-employee', email: 'employee@example.test' },
  outsider: { id: 'acc-outsider', email: 'outsider@example.test' },
  specialist: { id: 'acc-specialist', email: 'specialist@example.test' },
  second: { id: 'acc-second', email: 'second@example.test' },
} as const;

export interface SimulatedJira {
  readonly simulator: JiraSimulator;
  readonly tracker: JiraTracker;
  /** Moves the clock of Jira and of the adapter. */
  advance(ms: number): void;
  now(): number;
}

export interface SimulatedJiraOptions {
  readonly flavour: JiraFlavourName;
  readonly simulator?: Partial<
    Pick<
      JiraSimulatorOptions,
      | 'searchLagMs'
      | 'writeLimit'
      | 'attachmentBytesMax'
      | 'timeZone'
      | 'withheldPermissions'
      | 'notOnEditScreen'
      | 'version'
    >
  >;
  readonly tracker?: Partial<JiraTrackerOptions>;
}

/** A simulator of either flavour with the adapter in front of it, and one steered clock for both. */
export async function startSimulatedJira(options: SimulatedJiraOptions): Promise<SimulatedJira> {
  const { flavour } = options;
  let now = Date.parse('2026-11-23T08:00:00Z');
  const simulator = await createJiraSimulator({ ...siteOf(flavour), ...options.simulator, now: () => now });
  const tracker = createJiraTracker({
    flavour,
    baseUrl: simulator.baseUrl,
    auth:
      flavour === 'cloud'
        ? { kind: 'api-token', email: 'desk@example.test', apiToken: 'fixture-token' }
        : { kind: 'personal-access-token', token: 'fixture-token' },
    serviceDeskId: '10',
    map: aTrackerMap(),
    webhookSecrets: [webhookSecret],
    now: () => now,
    ...options.tracker,
  });
  return {
    simulator,
    tracker,
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
  };
}

function siteOf(flavour: JiraFlavourName): JiraSimulatorOptions {
  const shared = { projectKey: 'SD', serviceDeskId: '10', requestTypes };
  const known = [
    { ...people.employee, displayName: 'Employee', role: 'customer' },
    { ...people.outsider, displayName: 'Outsider', role: 'customer', deskAccess: false },
    { ...people.specialist, displayName: 'Specialist', role: 'agent' },
    { ...people.second, displayName: 'Second', role: 'agent' },
  ] as const;
  if (flavour === 'cloud') {
    return {
      ...shared,
      flavour,
      credentials: { email: 'desk@example.test', apiToken: 'fixture-token' },
      people: known.map(({ id, email, ...person }) => ({ ...person, accountId: id, emailAddress: email })),
    };
  }
  return {
    ...shared,
    flavour,
    credentials: { personalAccessToken: 'fixture-token' },
    people: known.map(({ id, email, ...person }) => ({ ...person, name: id, emailAddress: email })),
  };
}

const summary = { fieldId: 'summary', name: 'Summary', required: true, schema: { type: 'string', system: 'summary' } };
const description = {
  fieldId: 'description',
  name: 'Description',
  required: false,
  schema: { type: 'string', system: 'description' },
};
const labels = {
  fieldId: 'labels',
  name: 'Labels',
  required: false,
  schema: { type: 'array', items: 'string', system: 'labels' },
};
const priority = {
  fieldId: 'priority',
  name: 'Priority',
  required: false,
  schema: { type: 'priority', system: 'priority' },
};
const marker = {
  fieldId: 'customfield_10050',
  name: 'Desk',
  required: false,
  schema: { type: 'string', custom: 'x:textfield' },
};

/** As `aTrackerMap` names them. */
const requestTypes: RequestType[] = [
  {
    id: '101',
    name: 'Internet',
    groupIds: [],
    fields: [
      summary,
      description,
      labels,
      priority,
      marker,
      {
        fieldId: 'customfield_10061',
        name: 'Room',
        required: false,
        schema: { type: 'string', custom: 'x:textfield' },
      },
      {
        fieldId: 'customfield_10062',
        name: 'Since',
        required: false,
        schema: { type: 'date', custom: 'x:datepicker' },
      },
      {
        fieldId: 'customfield_10063',
        name: 'Device',
        required: false,
        schema: { type: 'option', custom: 'x:select' },
        validValues: [
          { value: '10201', label: 'Laptop' },
          { value: '10202', label: 'Phone' },
        ],
      },
      {
        fieldId: 'customfield_10064',
        name: 'Details',
        required: false,
        schema: { type: 'string', custom: 'x:textarea' },
      },
    ],
  },
  { id: '102', name: 'Other', groupIds: [], fields: [summary, description, labels] },
  { id: '103', name: 'Repair', groupIds: [], fields: [summary, description, labels] },
];
