import { expect, test } from 'vitest';
import { aNewTicket } from '../../../test/conformance/tracker-under-test.ts';
import { aTrackerMap } from '../../../test/fixtures/tracker-map.ts';
import { anIssue, aScriptedJira, type ScriptedAnswer, type ScriptedCall } from '../../../test/jira/scripted-jira.ts';
import { raiseRequest } from './raise-request.ts';

const reference = '0b6f2f64-4f0e-4d0a-9a4e-2f3f1c1f0a01';
const raised: ScriptedAnswer = { json: { issueKey: 'SD-7', createdDate: { epochMillis: 1_000 } } };

/** A Jira that takes every request; `change` says otherwise where it answers. */
function aJira(change: (call: ScriptedCall) => ScriptedAnswer | null = () => null, map = aTrackerMap()) {
  return aScriptedJira({
    flavour: 'data-center',
    map,
    answer: (call) =>
      change(call) ??
      (call.name === 'raise request' ? raised : { json: anIssue('SD-7', 1_000, { labels: [`desk-${reference}`] }) }),
  });
}

function bodiesOf(calls: readonly ScriptedCall[]) {
  return calls.filter((call) => call.name === 'raise request').map((call) => call.body);
}

test('every field goes where the map says, in one request, the marker among them', async () => {
  const { context, calls } = aJira();
  const fields = { room: '3-12\n*bold*', since: '2026-11-20', device: 'laptop', details: '*as is*', seat: 'by-window' };
  await raiseRequest(context, '10', aNewTicket({ reference, fields, onBehalfOf: 'o.pryklad' }));
  expect(bodiesOf(calls)).toEqual([
    {
      serviceDeskId: '10',
      requestTypeId: '101',
      raiseOnBehalfOf: 'o.pryklad',
      requestFieldValues: {
        summary: 'Wi-Fi на третьому поверсі',
        description:
          'Після обіду зник Wi-Fi.\nРоутер блимає \\*червоним\\* \\{code\\}x\\{code\\}.\n\nSeat: by the window',
        priority: { id: '2' },
        labels: [`desk-${reference}`],
        customfield_10061: '3-12 *bold*',
        customfield_10062: '2026-11-20',
        customfield_10063: { id: '10201' },
        customfield_10064: '\\*as is\\*',
      },
    },
  ]);
});

test('without labels or a field the marker is the last line of the description', async () => {
  const { context, calls } = aJira(undefined, aTrackerMap({ marker: { in: 'description' } }));
  await raiseRequest(context, '10', aNewTicket({ reference, requestType: 'repair', description: 'Words' }));
  expect(bodiesOf(calls)).toMatchObject([
    {
      requestFieldValues: {
        description: [
          'Words',
          'Priority: high\nEmployee: Олена Приклад, Відділ продажу',
          `Desk reference: desk-${reference}`,
        ].join('\n\n'),
      },
    },
  ]);
});

test('a priority that the request type does not take is set afterwards, and named in words', async () => {
  const { context, calls } = aJira();
  const created = await raiseRequest(context, '10', aNewTicket({ requestType: 'other' }));
  expect(created.kind).toBe('created');
  expect(calls.map((call) => [call.name, call.path])).toEqual([
    ['raise request', '/rest/servicedeskapi/request'],
    ['set priority', '/rest/api/2/issue/SD-7'],
    ['read issue', '/rest/api/2/issue/SD-7'],
  ]);
  expect(calls[1]?.body).toEqual({ fields: { priority: { id: '2' } } });
  expect(JSON.stringify(bodiesOf(calls))).toContain('Priority: high');
});

test.each(['invalid', 'not-permitted'] as const)(
  'where Jira refuses the person (%s) the service account raises it, with the employee named',
  async (reason) => {
    const { context, calls } = aJira((call) =>
      JSON.stringify(call.body)?.includes('raiseOnBehalfOf') ? { kind: 'refused', reason } : null,
    );
    expect(await raiseRequest(context, '10', aNewTicket({ onBehalfOf: 'o.pryklad' }))).toMatchObject({
      kind: 'created',
    });
    const [first, second] = bodiesOf(calls);
    expect(first).toHaveProperty('raiseOnBehalfOf');
    expect(second).not.toHaveProperty('raiseOnBehalfOf');
    expect(JSON.stringify(second)).toContain('Employee: Олена Приклад');
  },
);

test.each([{ kind: 'unknown' }, { kind: 'down', retryAfterMs: 1 }, { kind: 'refused', reason: 'not-found' }] as const)(
  'after %j nothing is raised a second time',
  async (trouble) => {
    const { context, calls } = aJira((call) => (call.name === 'raise request' ? trouble : null));
    expect(await raiseRequest(context, '10', aNewTicket({ onBehalfOf: 'o.pryklad' }))).toEqual(trouble);
    expect(calls).toHaveLength(1);
  },
);

test('a ticket that cannot be read back is told from what is known of it', async () => {
  const { context } = aJira((call) => (call.name === 'read issue' ? { kind: 'down', retryAfterMs: null } : null));
  expect(await raiseRequest(context, '10', aNewTicket({ reference }))).toEqual({
    kind: 'created',
    ticket: {
      number: 'SD-7',
      reference,
      status: 'new',
      priority: 'high',
      requestType: 'internet',
      team: null,
      reporter: null,
      assignee: null,
      createdAt: 1_000,
      changedAt: 1_000,
      url: 'https://jira.example.test/browse/SD-7',
    },
  });
});

test.each([
  ['a request type', { requestType: 'unheard-of' }, 'misconfigured'],
  ['a field', { fields: { floor: '3' } }, 'misconfigured'],
  ['a choice', { fields: { device: 'tablet' } }, 'misconfigured'],
  ['a reference', { reference: 'none' }, 'misconfigured'],
  ['a length', { description: '*'.repeat(20_000) }, 'too-large'],
])('%s that Jira could not take is refused before anything is sent', async (_, change, reason) => {
  const { context, calls } = aJira();
  expect(await raiseRequest(context, '10', aNewTicket(change))).toEqual({ kind: 'refused', reason });
  expect(calls).toHaveLength(0);
});

test('line ends become one kind, control characters go, and a summary is one line of 255 characters', async () => {
  const { context, calls } = aJira();
  const summary = `first\nsecond\u0000${'x'.repeat(300)}`;
  await raiseRequest(context, '10', aNewTicket({ summary, description: 'a\r\nb\rc\u0007', onBehalfOf: 'o.pryklad' }));
  const [body] = bodiesOf(calls);
  expect(body).toMatchObject({
    requestFieldValues: { description: 'a\nb\nc', summary: `first second ${'x'.repeat(242)}` },
  });
});
