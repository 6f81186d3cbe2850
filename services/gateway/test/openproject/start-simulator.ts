import {
  createOpenProjectSimulator,
  type OpenProjectSimulator,
  type OpenProjectSimulatorOptions,
} from '@desk/openproject-simulator';
import {
  createOpenProjectTracker,
  type OpenProjectTracker,
  type OpenProjectTrackerOptions,
} from '../../src/adapters/openproject/create-openproject-tracker.ts';
import { anOpenProjectMap } from '../fixtures/openproject-map.ts';

export const webhookSecret = 'fixture-webhook-secret';

export const people = {
  desk: { id: '4', email: 'desk@example.test' },
  employee: { id: '101', email: 'employee@example.test' },
  outsider: { id: '102', email: 'outsider@example.test' },
  specialist: { id: '201', email: 'specialist@example.test' },
  second: { id: '202', email: 'second@example.test' },
} as const;

export interface SimulatedOpenProject {
  readonly simulator: OpenProjectSimulator;
  readonly tracker: OpenProjectTracker;
  /** Moves the clock of OpenProject and of the adapter. */
  advance(ms: number): void;
  now(): number;
}

export interface StartOptions {
  readonly simulator?: Partial<OpenProjectSimulatorOptions>;
  readonly tracker?: Partial<OpenProjectTrackerOptions>;
}

/** A simulator with the adapter in front of it, and one steered clock for both. */
export async function startSimulatedOpenProject(options: StartOptions = {}): Promise<SimulatedOpenProject> {
  let now = Date.parse('2026-11-23T08:00:00Z');
  const simulator = await createOpenProjectSimulator({ ...site, ...options.simulator, now: () => now });
  const tracker = createOpenProjectTracker({
    baseUrl: simulator.baseUrl,
    auth: { kind: 'api-key', apiKey: 'fixture-key' },
    map: anOpenProjectMap(),
    timeZone: 'Europe/Kyiv',
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

/** As `anOpenProjectMap` names it. */
const site: OpenProjectSimulatorOptions = {
  project: { id: 3, identifier: 'service-desk', name: 'Service desk' },
  types: [
    { id: 1, name: 'Incident' },
    { id: 2, name: 'Request' },
  ],
  customFields: [
    { id: 11, name: 'Desk reference', format: 'string' },
    { id: 12, name: 'Desk team', format: 'string' },
    {
      id: 13,
      name: 'Request type',
      format: 'list',
      options: [
        { id: 131, value: 'Internet' },
        { id: 132, value: 'Repair' },
        { id: 133, value: 'Other' },
      ],
    },
    { id: 14, name: 'Requester', format: 'user' },
    { id: 15, name: 'Telegram', format: 'string' },
    { id: 21, name: 'Room', format: 'string', types: ['Incident'] },
    { id: 22, name: 'Since', format: 'date', types: ['Incident'] },
    {
      id: 23,
      name: 'Device',
      format: 'list',
      options: [
        { id: 231, value: 'Laptop' },
        { id: 232, value: 'Phone' },
      ],
      types: ['Incident'],
    },
    { id: 24, name: 'Details', format: 'text', types: ['Incident'] },
  ],
  people: [
    { id: 4, name: 'Desk', email: people.desk.email },
    { id: 101, name: 'Employee', email: people.employee.email },
    { id: 102, name: 'Outsider', email: people.outsider.email, member: false },
    { id: 201, name: 'Specialist', email: people.specialist.email },
    { id: 202, name: 'Second', email: people.second.email },
  ],
  serviceAccountId: 4,
  apiKey: 'fixture-key',
};
