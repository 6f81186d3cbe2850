import { expect, test } from 'vitest';
import { anOpenProjectMap } from '../../../test/fixtures/openproject-map.ts';
import { type StartOptions, startSimulatedOpenProject } from '../../../test/openproject/start-simulator.ts';

const type = { type: 'Incident', value: 'Internet' };

async function check(change: Record<string, unknown>, simulator: StartOptions['simulator'] = {}) {
  const map = anOpenProjectMap({ requestTypes: { internet: type }, ...change });
  const openProject = await startSimulatedOpenProject({ simulator, tracker: { map } });
  try {
    return await openProject.tracker.check();
  } finally {
    await openProject.simulator.close();
  }
}

test('a whole map is held against OpenProject', async () => {
  expect(await check({ requestTypes: anOpenProjectMap().requestTypes })).toEqual({
    kind: 'checked',
    problems: [],
    notes: [],
  });
});

const fields = (to: object) => ({ requestTypes: { internet: { ...type, fields: { x: to } } } });

test.each([
  ['a project', { project: 'elsewhere' }, 'project: OpenProject shows the service account no project elsewhere'],
  [
    'a status',
    { statuses: { ...anOpenProjectMap().statuses, closed: ['Done'] } },
    'statuses.closed: OpenProject has no status "Done"',
  ],
  [
    'a priority',
    { priorities: { ...anOpenProjectMap().priorities, low: 'Later' } },
    'priorities.low: OpenProject has no priority "Later"',
  ],
  [
    'a type',
    { requestTypes: { internet: { type: 'Bug' } } },
    'requestTypes.internet.type: the project has no type "Bug"',
  ],
  [
    'a field of ours',
    { customFields: { ...anOpenProjectMap().customFields, telegramId: 'Chat' } },
    'customFields.telegramId: the type "Incident" has no custom field "Chat"',
  ],
  [
    'the value of a request type',
    { requestTypes: { internet: { ...type, value: 'Wi-Fi' } } },
    'requestTypes.internet.value: "Request type" has no option "Wi-Fi"',
  ],
  [
    'a field',
    fields({ kind: 'text', field: 'Floor' }),
    'requestTypes.internet.fields.x: there is no custom field "Floor"',
  ],
  ['a text', fields({ kind: 'text', field: 'Device' }), 'requestTypes.internet.fields.x: "Device" takes no text'],
  [
    'a choice',
    fields({ kind: 'option', field: 'Device', choices: { pad: 'Tablet' } }),
    'requestTypes.internet.fields.x.choices.pad: "Device" has no option "Tablet"',
  ],
])('%s that is not there is named with its place', async (_, change, problem) => {
  expect(await check(change)).toEqual({ kind: 'checked', problems: [problem], notes: [] });
});

test('a field that OpenProject demands and nothing fills is named', async () => {
  const customFields = [
    { id: 11, name: 'Desk reference', format: 'string' as const },
    { id: 12, name: 'Desk team', format: 'string' as const },
    { id: 13, name: 'Cost centre', format: 'string' as const, required: true },
  ];
  const change = { customFields: { reference: 'Desk reference', team: 'Desk team' } };
  expect(await check(change, { customFields })).toEqual({
    kind: 'checked',
    problems: ['requestTypes.internet: the type "Incident" demands "Cost centre", which nothing here fills'],
    notes: [],
  });
});

test('a project without internal comments is told what that means', async () => {
  expect(await check({}, { internalComments: false })).toMatchObject({
    problems: [],
    notes: [expect.stringMatching(/^internal comments are off in this project/)],
  });
});
