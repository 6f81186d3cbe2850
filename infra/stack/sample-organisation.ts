import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Flavour, SimulatorConfig } from '@desk/jira-simulator';
import { parse, parseDocument } from 'yaml';
import { z } from 'zod';
import { simulatedRequestTypes } from './simulated-request-types.ts';

/** Someone of the sample staff list. */
export interface SamplePerson {
  readonly employeeId: string;
  readonly name: string;
  /** E.164. */
  readonly phone: string;
  readonly role: 'employee' | 'specialist' | 'supervisor' | 'dismissed';
  readonly about: string;
}

/** One of the two organisations the demo can show: its catalogue, its people and the tracker that fits them. */
export interface SampleOrganisation {
  readonly catalogueFile: string;
  readonly catalogueYaml: string;
  readonly directoryFile: string;
  readonly trackerMapFile: string;
  readonly people: readonly SamplePerson[];
}

/** What the sample organisations can keep their tickets in. */
export const trackerNames = ['jira', 'openproject'] as const;
export type TrackerName = (typeof trackerNames)[number];

export const organisationNames = ['it-desk', 'university'] as const;
export type OrganisationName = (typeof organisationNames)[number];

const infra = join(import.meta.dirname, '..');

const Staff = z.object({
  people: z.array(
    z.object({
      employeeId: z.string(),
      displayName: z.string(),
      position: z.string(),
      department: z.string(),
      phones: z.array(z.string()).min(1),
      email: z.string(),
      active: z.boolean(),
      role: z.enum(['employee', 'specialist', 'supervisor']).default('employee'),
      trackerAccount: z.string().optional(),
    }),
  ),
});

const mapFiles: Readonly<Record<TrackerName, string>> = { jira: 'tracker-map', openproject: 'openproject-map' };

export async function readOrganisation(
  name: OrganisationName,
  tracker: TrackerName = 'jira',
): Promise<SampleOrganisation> {
  const catalogueFile = join(infra, 'catalogue', `${name}.yaml`);
  const directoryFile = join(infra, 'demo', `directory.${name}.yaml`);
  const staff = await readStaff(directoryFile);
  return {
    catalogueFile,
    catalogueYaml: await readFile(catalogueFile, 'utf8'),
    directoryFile,
    trackerMapFile: join(infra, 'demo', `${mapFiles[tracker]}.${name}.yaml`),
    people: staff.map(({ employeeId, displayName, position, department, phones, active, role }) => ({
      employeeId,
      name: displayName,
      phone: phones[0] ?? '',
      role: active ? role : 'dismissed',
      about: `${position}, ${department}`,
    })),
  };
}

/** The catalogue with every team at work round the clock: whoever tries the demo at night meets someone, too. */
export function alwaysAtWork(catalogueYaml: string): string {
  const allDay = [{ from: '00:00', to: '24:00' }];
  const week = { mon: allDay, tue: allDay, wed: allDay, thu: allDay, fri: allDay, sat: allDay, sun: allDay };
  const catalogue: { teams: { hours: unknown }[] } = parseDocument(catalogueYaml).toJS({ maxAliasCount: 100 });
  for (const team of catalogue.teams) team.hours = { timeZone: 'Europe/Kyiv', week, holidays: [] };
  return JSON.stringify(catalogue, null, 2);
}

export interface SimulatedJira {
  readonly port: number;
  /** Left out: nothing outlives it. */
  readonly stateFile?: string;
  readonly apiToken: string;
  readonly webhook: { readonly url: string; readonly secret: string };
  /** Default `cloud`. */
  readonly flavour?: Flavour;
}

export const jiraServiceAccount = 'desk-service@example.test';
export const jiraServiceDeskId = '1';

/** A Jira whose request types, fields and people fit the organisation. */
export async function simulatedJira(organisation: SampleOrganisation, jira: SimulatedJira): Promise<SimulatorConfig> {
  const staff = await readStaff(organisation.directoryFile);
  const trackerMapYaml = await readFile(organisation.trackerMapFile, 'utf8');
  return SimulatorConfig.parse({
    ...peopleOf(staff, jira),
    projectKey: z.object({ projectKey: z.string() }).parse(parse(trackerMapYaml)).projectKey,
    serviceDeskId: jiraServiceDeskId,
    requestTypes: simulatedRequestTypes(organisation.catalogueYaml, trackerMapYaml),
    webhook: { url: jira.webhook.url, secret: jira.webhook.secret, style: 'signature' },
    port: jira.port,
    stateFile: jira.stateFile,
    searchLagMs: 200,
  });
}

/** Each flavour knows people, and the service account, in its own way; the ids are the same. */
function peopleOf(staff: z.infer<typeof Staff>['people'], { flavour = 'cloud', apiToken }: SimulatedJira) {
  const people = [
    ...staff.map(({ employeeId, displayName, email, role, active, trackerAccount }) => ({
      id: trackerAccount ?? `account-${employeeId}`,
      displayName,
      emailAddress: email,
      role: role === 'employee' ? 'customer' : 'agent',
      active,
    })),
    // The last one: whoever opens the board acts as the first agent, and that is a person.
    { id: 'account-desk', displayName: 'Desk', emailAddress: jiraServiceAccount, role: 'agent' },
  ];
  if (flavour === 'cloud') {
    const credentials = { email: jiraServiceAccount, apiToken };
    return { flavour, credentials, people: people.map(({ id, ...person }) => ({ accountId: id, ...person })) };
  }
  const credentials = { personalAccessToken: apiToken };
  return { flavour, credentials, people: people.map(({ id, ...person }) => ({ name: id, ...person })) };
}

export async function readStaff(file: string) {
  return Staff.parse(parse(await readFile(file, 'utf8'))).people;
}
