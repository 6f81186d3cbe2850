import { expect, test } from 'vitest';
import { newWorkPackage, startSite } from '../../test/start-site.ts';

const noCredentials = {};

test('the board is told the project, its cards and one work package with what may come next', async () => {
  await using site = await startSite();
  await site.call('POST', '/api/v3/projects/1/work_packages', newWorkPackage);
  site.simulator.agent('5').setDueDate('1', '2026-11-24');
  const read = async (path: string) => (await site.call('GET', `/board/api/${path}`, undefined, noCredentials)).json;
  expect(await read('site')).toMatchObject({
    ...{ tracker: 'openproject', projectName: 'Service desk', usualPriority: 'Normal', isDown: false },
    abilities: ['remove-comments', 'internal-notes'],
    agents: [{ id: '5' }, { id: '7' }],
    priorities: ['Immediate', 'High', 'Normal', 'Low'],
    statuses: [{ name: 'New', category: 'new' }, {}, {}, {}, {}, { name: 'Closed', category: 'done' }],
  });
  const card = { key: '1', summary: 'No Wi-Fi', requestTypeName: 'Request' };
  expect(Object.values(await read('cards'))).toMatchObject([card]);
  expect(await read('issues/1')).toMatchObject({
    ...{ description: 'Since lunch.', dueDate: '2026-11-24', customFields: { Reference: 'desk-1', Kind: 'Repair' } },
    history: [{ field: 'created' }, { field: 'dueDate' }],
    nextStatuses: [{ status: 'In progress' }, {}, {}, {}, { status: 'Closed' }],
  });
});

test.each([
  ['a status out of reach', { kind: 'transition', status: 'New' }, 422],
  ['an empty comment', { kind: 'comment', text: ' ' }, 422],
  ['an outsider as assignee', { kind: 'assign', personId: '6' }, 422],
  ['an unknown action', { kind: 'explode' }, 400],
  ['a misspelt detail', { kind: 'assign', person: '5' }, 400],
  ['an unknown work package', { kind: 'set-priority', key: '9', priority: 'Low' }, 404],
])('%s is refused, in words', async (_, action, status) => {
  await using site = await startSite();
  site.simulator.agent('5').create({ subject: 'No Wi-Fi' });
  site.simulator.agent('5').move('1', 'In progress');
  const act = { actorId: '5', key: '1', ...action };
  const answer = await site.call('POST', '/board/api/act', act, noCredentials);
  expect(answer).toMatchObject({ status, json: { errorMessages: [expect.stringMatching(/\w/)] } });
});

test('where internal comments are switched off, the board offers none', async () => {
  await using site = await startSite({ internalComments: false });
  const { json } = await site.call('GET', '/board/api/site');
  expect(json).toMatchObject({ abilities: ['remove-comments'] });
});

test('pictures are shown, everything else is only offered for download', async () => {
  await using site = await startSite();
  const agent = site.simulator.agent('5');
  agent.create({ subject: 'No Wi-Fi' });
  const headersOf = async (fileName: string, contentType: string) => {
    const { id } = agent.attach('1', { fileName, contentType, content: 'x' });
    const { headers } = await fetch(`${site.simulator.baseUrl}/board/api/attachments/${id}`);
    return [headers.get('content-disposition')?.split(';')[0], headers.get('x-content-type-options')];
  };
  expect(await headersOf('a.png', 'image/png')).toEqual(['inline', 'nosniff']);
  expect(await headersOf('a.svg', 'image/svg+xml')).toEqual(['attachment', 'nosniff']);
  expect((await fetch(`${site.simulator.baseUrl}/board/api/attachments/99`)).status).toBe(404);
});
