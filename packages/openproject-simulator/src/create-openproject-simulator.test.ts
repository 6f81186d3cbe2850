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

test('a storm reaches the receiver as planned, and everything that was not dropped arrives', async () => {
  const heard: number[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      heard.push(Number(/number (\d+)/.exec(body)?.[1]));
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  try {
    await using site = await startSite({ webhook: { url } });
    const { webhooks, faults } = site.simulator;
    const agent = site.simulator.agent('5');
    agent.create({ subject: 'number 100' });
    const disturbance = { seed: 7, dropShare: 1 / 3, duplicateShare: 0.5, shuffleAmong: 5 };
    faults.add({ kind: 'disturb-webhook', path: 'work_package_comment:', times: 'always', disturbance });
    for (let count = 0; count < 60; count += 1) agent.comment('1', `number ${count}`);
    await webhooks.settled();
    expect(webhooks.waiting()).toBeGreaterThan(0);
    await webhooks.deliverNow();

    const { dropped, doubled, ...counts } = webhooks.counts();
    expect(counts).toMatchObject({ events: 61, failed: 0, delivered: 61 - dropped + doubled });
    expect(heard).toHaveLength(61 - dropped + doubled);
    expect(new Set(heard).size).toBe(61 - dropped);
    expect(Math.min(dropped, doubled)).toBeGreaterThan(10);
    expect(heard).not.toEqual(heard.toSorted((left, right) => left - right));
  } finally {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
});

test('what happens during an outage is told to nobody, and the rest in order', async () => {
  await using site = await startSite({ webhook: { url: 'http://127.0.0.1:1/' } });
  const agent = site.simulator.agent('5');
  agent.create({ subject: 'No Wi-Fi' });
  site.simulator.down('503');
  agent.move('1', 'In progress');
  await site.simulator.up();
  agent.comment('1', 'Here again');
  await site.simulator.webhooks.settled();
  expect(site.simulator.webhooks.deliveries().map(({ event, outcome }) => [event, outcome])).toEqual([
    ['work_package:created', 'unreachable'],
    ['work_package_comment:comment', 'unreachable'],
  ]);
});

test('an action as data does what a person does, and tells what OpenProject would refuse', async () => {
  await using site = await startSite();
  const { simulator } = site;
  const create = { kind: 'create-issue', actorId: '5', summary: 'No Wi-Fi', fields: { Requester: '7' } } as const;
  expect(simulator.act(create)).toEqual({ kind: 'done', key: '1' });
  const done = simulator.act({ kind: 'comment', actorId: '5', key: '1', text: 'Look', public: false });
  expect(done).toEqual({ kind: 'done', key: '1', commentId: expect.any(String) });
  const commentId = done.kind === 'done' ? (done.commentId ?? '') : '';
  const onComment = { actorId: '5', key: '1', commentId };
  simulator.act({ kind: 'edit-comment', ...onComment, text: 'Look!' });
  simulator.act({ kind: 'set-comment-visibility', ...onComment, public: true });
  expect(simulator.workPackage('1')).toMatchObject({
    ...{ people: { Requester: { id: '7', name: 'Taras' } }, comments: [{ text: 'Look!', internal: false }] },
  });
  simulator.act({ kind: 'delete-comment', ...onComment });
  expect(simulator.workPackage('1')?.comments).toEqual([]);
  for (const [refused, status] of [
    [{ kind: 'transition', actorId: '5', key: '1', status: 'Nowhere' }, 422],
    [{ kind: 'set-priority', actorId: '5', key: '1', priority: 'Whatever' }, 422],
    [{ kind: 'assign', actorId: '5', key: '1', personId: '6' }, 422],
    [{ kind: 'assign', actorId: '5', key: '9', personId: '5' }, 404],
    [{ kind: 'assign', actorId: '99', key: '1', personId: '5' }, 400],
    [{ kind: 'delete-comment', actorId: '5', key: '1', commentId: '999' }, 404],
  ] as const) {
    expect(simulator.act(refused), refused.kind).toMatchObject({ kind: 'refused', status });
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
