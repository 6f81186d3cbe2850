import { readFile, writeFile } from 'node:fs/promises';
import { CustomField, type OpenProjectSimulatorOptions } from '@desk/openproject-simulator';
import { parse } from 'yaml';
import { z } from 'zod';
import { readStaff, type SampleOrganisation } from './sample-organisation.ts';

const FieldMap = z.object({
  kind: z.string(),
  field: z.string().optional(),
  choices: z.record(z.string(), z.string()).default({}),
});

const TrackerMap = z.object({
  project: z.string(),
  customFields: z.object({
    reference: z.string(),
    team: z.string(),
    requestType: z.string(),
    requester: z.string(),
    telegramId: z.string(),
  }),
  requestTypes: z.record(
    z.string(),
    z.object({ type: z.string(), value: z.string(), fields: z.record(z.string(), FieldMap).default({}) }),
  ),
});
type TrackerMap = z.infer<typeof TrackerMap>;

export interface SimulatedOpenProject {
  readonly port: number;
  /** Left out: nothing outlives it. */
  readonly stateFile?: string;
  readonly apiKey: string;
  readonly webhook: { readonly url: string; readonly secret: string };
}

const serviceAccountId = 4;

/** An OpenProject whose types, fields and people fit the organisation: what an administrator would have set up. */
export async function simulatedOpenProject(
  organisation: SampleOrganisation,
  openProject: SimulatedOpenProject,
): Promise<OpenProjectSimulatorOptions> {
  const staff = await readStaff(organisation.directoryFile);
  const map = TrackerMap.parse(parse(await readFile(organisation.trackerMapFile, 'utf8')));
  const types = [...new Set(Object.values(map.requestTypes).map(({ type }) => type))];
  return {
    ...openProject,
    project: { id: 1, identifier: map.project, name: 'Service desk' },
    types: types.map((name, at) => ({ id: at + 1, name })),
    customFields: [...ownFields(map), ...catalogueFields(map)],
    people: [
      ...staff.map(({ employeeId, displayName, email, active }) => ({
        ...{ id: Number(accountOf(employeeId)), name: displayName, email, active },
      })),
      { id: serviceAccountId, name: 'Desk', email: 'desk-service@example.test' },
    ],
    serviceAccountId,
  };
}

function ownFields({ customFields, requestTypes }: TrackerMap): CustomField[] {
  const { reference, team, requestType, requester, telegramId } = customFields;
  const values = [...new Set(Object.values(requestTypes).map(({ value }) => value))];
  return [
    { id: 1, name: reference, format: 'string' as const },
    { id: 2, name: team, format: 'string' as const },
    { id: 3, name: requestType, format: 'list' as const, options: optionsOf(3, values) },
    { id: 4, name: requester, format: 'user' as const },
    { id: 5, name: telegramId, format: 'string' as const },
  ].map((field) => CustomField.parse(field));
}

const formats: Readonly<Record<string, CustomField['format'] | undefined>> = {
  text: 'string',
  'rich-text': 'text',
  date: 'date',
  option: 'list',
};

/** Each once, however many request types share it. */
function catalogueFields({ requestTypes }: TrackerMap): CustomField[] {
  const fields = new Map<string, CustomField>();
  for (const mapped of Object.values(requestTypes).flatMap((type) => Object.values(type.fields))) {
    const format = formats[mapped.kind];
    if (mapped.field === undefined || !format || fields.has(mapped.field)) continue;
    const id = 10 + fields.size;
    const options = optionsOf(id, Object.values(mapped.choices));
    fields.set(mapped.field, CustomField.parse({ id, name: mapped.field, format, options }));
  }
  return [...fields.values()];
}

function optionsOf(fieldId: number, values: readonly string[]) {
  return values.map((value, at) => ({ id: fieldId * 1_000 + at, value }));
}

/** OpenProject numbers people: `e-2001` is its user 2001. */
export function accountOf(employeeId: string): string {
  return employeeId.replaceAll(/\D/g, '');
}

/** The organisation with a staff list that names people's accounts of OpenProject in place of those of Jira. */
export async function withOpenProjectAccounts(
  organisation: SampleOrganisation,
  directoryFile: string,
): Promise<SampleOrganisation> {
  const staff = await readFile(organisation.directoryFile, 'utf8');
  await writeFile(directoryFile, staff.replaceAll(/trackerAccount: account-e-(\d+)/g, "trackerAccount: '$1'"));
  return { ...organisation, directoryFile };
}
