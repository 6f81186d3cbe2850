import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newWorkPackage, startSite } from '../test/start-site.ts';
import { signWebhook } from './index.ts';

const creation = '/api/v3/projects/service-desk/work_packages';

test('a work package is created with its fields, and shown with their names', async () => {
  await using site = await startSite();
  const created = await site.call('POST', creation, newWorkPackage);
  expect(created).toMatchObject({ status: 201, json: { id: 1, lockVersion: 0, customField1: 'desk-1' } });
  expect(site.simulator.workPackage('1')).toMatchObject({
    ...{ subject: 'No Wi-Fi', status: 'New', priority: 'Normal', author: { name: 'Desk' } },
    fields: { Reference: 'desk-1', Kind: 'Repair' },
  });
});

test.each([
  ['no subject', { subject: '' }, 'subject'],
  ['a type there is none of', { _links: { type: { href: '/api/v3/types/9' } } }, 'type'],
  ['an option there is none of', { _links: { customField2: { href: '/api/v3/custom_options/9' } } }, 'customField2'],
  ['somebody who is no member', { _links: { customField3: { href: '/api/v3/users/6' } } }, 'customField3'],
  ['an assignee who is no member', { _links: { assignee: { href: '/api/v3/users/6' } } }, 'assignee'],
])('%s is refused, and the attribute named', async (_, change, attribute) => {
  await using site = await startSite();
  const { status, json } = await site.call('POST', creation, { ...newWorkPackage, ...change });
  expect(status).toBe(422);
  expect(json).toMatchObject({ _type: 'Error', _embedded: { details: { attribute } } });
  expect(site.simulator.workPackages()).toEqual([]);
});

test('a change needs the version it was made from', async () => {
  await using site = await startSite();
  await site.call('POST', creation, newWorkPackage);
  const change = (body: object) => site.call('PATCH', '/api/v3/work_packages/1', body);
  expect(await change({ subject: 'Wi-Fi' })).toMatchObject({ status: 409 });
  expect(await change({ subject: 'Wi-Fi', lockVersion: 0 })).toMatchObject({ status: 200, json: { lockVersion: 1 } });
  expect(await change({ subject: 'WLAN', lockVersion: 0 })).toMatchObject({ status: 409 });
});

test('the workflow leads back to nowhere new, and out of the end to one place', async () => {
  await using site = await startSite();
  await site.call('POST', creation, newWorkPackage);
  const agent = site.simulator.agent('5');
  expect(() => agent.move('1', 'Nowhere')).toThrow();
  agent.move('1', 'Closed');
  expect(() => agent.move('1', 'New')).toThrow('Status is invalid');
  expect(() => agent.move('1', 'Resolved')).toThrow('Status is invalid');
  expect(agent.move('1', 'In progress').status).toBe('In progress');
});

test('a comment takes hold of the files that it shows, lets go of those it shows no longer, and keeps its visibility', async () => {
  await using site = await startSite();
  await site.call('POST', creation, newWorkPackage);
  const { id, files } = site.simulator
    .agent('5')
    .comment('1', 'Look', { files: [{ fileName: 'a.png', content: 'x' }] });
  expect(files).toMatchObject([{ fileName: 'a.png' }]);
  const patched = await site.call('PATCH', `/api/v3/activities/${id}`, { comment: { raw: 'Look!' }, internal: true });
  expect(patched).toMatchObject({ status: 200, json: { internal: false } });
  expect(site.simulator.workPackage('1')?.comments).toMatchObject([{ text: 'Look!', internal: false, files: [] }]);
});

test('without the add-on nobody writes an internal comment', async () => {
  await using site = await startSite({ internalComments: false });
  await site.call('POST', creation, newWorkPackage);
  const comment = { comment: { raw: 'secret' }, internal: true };
  expect(await site.call('POST', '/api/v3/work_packages/1/activities', comment)).toMatchObject({ status: 403 });
  expect(site.simulator.workPackage('1')?.comments).toEqual([]);
});

test.each([
  ['nothing', {}],
  ['another key', { authorization: 'Bearer guess' }],
  ['another user', { authorization: `Basic ${Buffer.from('admin:key').toString('base64')}` }],
])('%s lets nobody in', async (_, headers) => {
  await using site = await startSite();
  expect(await site.call('GET', '/api/v3/users/me', undefined, headers)).toMatchObject({ status: 401 });
});

test.each([
  ['429', 429],
  ['503', 503],
  ['409', 409],
] as const)('a fault answers %s, and is spent', async (kind, status) => {
  await using site = await startSite();
  site.simulator.faults.add({ kind, times: 1, path: '/api/v3/statuses' });
  expect(await site.call('GET', '/api/v3/statuses')).toMatchObject({ status });
  expect(await site.call('GET', '/api/v3/statuses')).toMatchObject({ status: 200 });
});

test('an answer that is lost was carried out all the same', async () => {
  await using site = await startSite();
  site.simulator.faults.add({ kind: 'timeout-after-commit', method: 'POST', times: 1 });
  await expect(site.call('POST', creation, newWorkPackage)).rejects.toThrow();
  expect(site.simulator.workPackages()).toHaveLength(1);
  expect(site.simulator.requests()).toMatchObject([{ method: 'POST', status: null }]);
});

test('a webhook is signed over its bytes, sent once, and never again', async () => {
  const received: { signature: unknown; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ signature: request.headers['x-op-signature'], body });
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  try {
    await using site = await startSite({ webhook: { url, secret: 'fixture-secret' } });
    await site.call('POST', creation, newWorkPackage);
    await site.simulator.webhooks.settled();
    site.simulator.faults.add({ kind: 'drop-webhook', times: 1 });
    site.simulator.agent('5').assign('1', '5');
    site.simulator.agent('5').comment('1', 'words');
    await site.simulator.webhooks.settled();
    expect(received.map(({ body }) => JSON.parse(body).action)).toEqual([
      'work_package:created',
      'work_package_comment:comment',
    ]);
    for (const { signature, body } of received) expect(signature).toBe(signWebhook('fixture-secret', body));
    expect(site.simulator.webhooks.deliveries().map(({ outcome }) => outcome)).toEqual([500, 'dropped', 500]);
  } finally {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
});

test('what was kept is there after a restart, bytes and numbers included', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'openproject-'));
  const stateFile = join(folder, 'state.json');
  try {
    {
      await using site = await startSite({ stateFile });
      await site.call('POST', creation, newWorkPackage);
      site.simulator.agent('5').attach('1', { fileName: 'a.txt', content: 'content' });
    }
    await using again = await startSite({ stateFile });
    const [file] = again.simulator.workPackage('1')?.files ?? [];
    const headers = { authorization: 'Bearer key' };
    const bytes = await fetch(`${again.simulator.baseUrl}/api/v3/attachments/${file?.id}/content`, { headers });
    expect(await bytes.text()).toBe('content');
    expect(await again.call('POST', creation, newWorkPackage)).toMatchObject({ json: { id: 2 } });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('an outage refuses connections, and ends', async () => {
  await using site = await startSite();
  site.simulator.down();
  await expect(site.call('GET', '/api/v3/statuses')).rejects.toThrow();
  await site.simulator.up();
  expect(await site.call('GET', '/api/v3/statuses')).toMatchObject({ status: 200 });
  site.simulator.down('503');
  expect(await site.call('GET', '/api/v3/statuses')).toMatchObject({ status: 503 });
});

test('what the service account may not do is refused, and no link offers it', async () => {
  await using site = await startSite({ withheld: ['add', 'edit', 'comment'] });
  site.simulator.agent('5').create({ subject: 'No Wi-Fi', fields: { Kind: 'Repair', Requester: '5' } });
  expect(site.simulator.workPackage('1')?.fields).toEqual({ Kind: 'Repair', Requester: 'Iryna' });
  const calls = [
    site.call('POST', creation, newWorkPackage),
    site.call('POST', `${creation}/form`, newWorkPackage),
    site.call('PATCH', '/api/v3/work_packages/1', { subject: 'Wi-Fi', lockVersion: 0 }),
    site.call('POST', '/api/v3/work_packages/1/activities', { comment: { raw: 'Words' } }),
  ];
  for (const { status } of await Promise.all(calls)) expect(status).toBe(403);
  const links = Object(Object(await site.call('GET', '/api/v3/work_packages/1')).json._links);
  expect(Object.keys(links)).toEqual(expect.arrayContaining(['addWatcher', 'addRelation']));
  expect(Object.keys(links)).not.toContain('updateImmediately');
});

test('a form says what could be written, and writes nothing', async () => {
  await using site = await startSite();
  const form = await site.call('POST', `${creation}/form`, newWorkPackage);
  expect(form).toMatchObject({
    status: 200,
    json: { _type: 'Form', _embedded: { schema: { customField2: { name: 'Kind' } } } },
  });
  expect(site.simulator.workPackages()).toEqual([]);
});

test('the history tells who changed what', async () => {
  await using site = await startSite();
  const agent = site.simulator.agent('5');
  agent.create({ subject: 'No Wi-Fi' });
  agent.assign('1', '5');
  expect(site.simulator.workPackage('1')?.history.map(({ actor, changed }) => [actor.name, changed])).toEqual([
    ['Iryna', ['created']],
    ['Iryna', ['assigneeId']],
  ]);
});
