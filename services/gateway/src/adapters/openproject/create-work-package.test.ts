import { expect, test } from 'vitest';
import { aNewTicket } from '../../../test/conformance/tracker-under-test.ts';
import { anOpenProjectMap } from '../../../test/fixtures/openproject-map.ts';
import { people, type StartOptions, startSimulatedOpenProject } from '../../../test/openproject/start-simulator.ts';

async function file(change: Parameters<typeof aNewTicket>[0], options: StartOptions = {}) {
  const { simulator, tracker } = await startSimulatedOpenProject(options);
  try {
    const ticket = aNewTicket(change);
    const outcome = await tracker.writer.create(ticket);
    return { outcome, ticket, shown: simulator.workPackages(), requests: simulator.requests() };
  } finally {
    await simulator.close();
  }
}

test('every field has its place, and what has none is a line of the description', async () => {
  const { shown, ticket } = await file({
    onBehalfOf: people.employee.id,
    employee: { displayName: 'Олена Приклад', department: 'Відділ продажу', telegramUserId: 4_242 },
    fields: {
      ...{ room: '3-12', since: '2026-11-20', device: 'laptop', details: '*як є*' },
      ...{ needed: '2026-11-30', seat: 'by-window' },
    },
  });
  expect(shown).toMatchObject([
    {
      ...{ type: 'Incident', priority: 'High', status: 'New', dueDate: '2026-11-30', subject: ticket.summary },
      fields: {
        'Desk reference': `desk-${ticket.reference}`,
        'Request type': 'Internet',
        Requester: 'Employee',
        Telegram: '4242',
        Room: '3-12',
        Since: '2026-11-20',
        Device: 'Laptop',
        Details: '\\*як є\\*',
      },
      description: expect.stringContaining('Seat: by the window'),
    },
  ]);
  expect(shown[0]?.description).not.toContain('Олена');
});

test('somebody whose account the project does not let in is named in words, in one ticket', async () => {
  const { outcome, shown, requests } = await file({ onBehalfOf: people.outsider.id });
  expect(outcome).toMatchObject({ kind: 'created', ticket: { reporter: people.desk.id } });
  expect(shown).toHaveLength(1);
  expect(shown[0]?.description).toContain('Employee: Олена Приклад, Відділ продажу');
  expect(requests.filter(({ method }) => method === 'POST').map(({ status }) => status)).toEqual([422, 201]);
});

test('without a field for requesters everyone is named in words', async () => {
  const { shown } = await file(
    { onBehalfOf: people.employee.id },
    { tracker: { map: anOpenProjectMap({ customFields: { reference: 'Desk reference', team: 'Desk team' } }) } },
  );
  expect(shown[0]?.description).toContain('Employee: Олена Приклад, Відділ продажу');
  expect(shown[0]?.fields).not.toHaveProperty('Telegram');
});

test.each([
  ['a type', { requestTypes: { internet: { type: 'Nowhere' } } }],
  ['a priority', { priorities: { critical: 'x', high: 'y', medium: 'z', low: 'w' } }],
  ['the field of references', { customFields: { reference: 'Nowhere', team: 'Desk team' } }],
  ['the value of a request type', { requestTypes: { internet: { type: 'Incident', value: 'Nowhere' } } }],
  ['the project', { project: 'elsewhere' }],
])('%s that OpenProject has not is a mistake of the configuration, and nothing is written', async (_, change) => {
  const { outcome, shown } = await file({}, { tracker: { map: anOpenProjectMap(change) } });
  expect(outcome).toEqual({ kind: 'refused', reason: 'misconfigured' });
  expect(shown).toEqual([]);
});

test('an option that an administrator adds is found by the next ticket a minute later', async () => {
  const kinds = { id: 13, name: 'Request type', format: 'list' as const, options: [{ id: 131, value: 'Repair' }] };
  const customFields = [
    { id: 11, name: 'Desk reference', format: 'string' as const },
    { id: 12, name: 'Desk team', format: 'string' as const },
    kinds,
  ];
  const { simulator, tracker, advance } = await startSimulatedOpenProject({
    simulator: { customFields },
    tracker: {
      map: anOpenProjectMap({
        customFields: { reference: 'Desk reference', team: 'Desk team', requestType: 'Request type' },
        requestTypes: { internet: { type: 'Incident', value: 'Internet' } },
      }),
    },
  });
  try {
    expect(await tracker.writer.create(aNewTicket())).toEqual({ kind: 'refused', reason: 'misconfigured' });
    simulator.addOption('Request type', { id: 132, value: 'Internet' });
    advance(60_000);
    expect(await tracker.writer.create(aNewTicket())).toMatchObject({ kind: 'created' });
  } finally {
    await simulator.close();
  }
});
