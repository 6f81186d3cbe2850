import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { createHooks } from './hooks.ts';

const body = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const updated = body({ webhookEvent: 'jira:issue_updated', issue: { key: 'SD-7', fields: { summary: 'Words' } } });
const sign = (bytes: Uint8Array, secret = 'fixture-secret') =>
  `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;

const cloud = createHooks({ flavour: 'cloud', projectKey: 'SD', secrets: ['fixture-secret', 'the-one-before'] });
const dataCenter = createHooks({ flavour: 'data-center', projectKey: 'SD', secrets: ['fixture-secret'] });

test('a signed hook is reduced to its ticket and its delivery', () => {
  const headers = { 'x-hub-signature': sign(updated), 'x-atlassian-webhook-identifier': 'delivery-1' };
  expect(cloud.read({ headers, query: {}, body: updated })).toEqual({
    kind: 'ticket',
    number: 'SD-7',
    deliveryId: 'delivery-1',
    commentId: null,
  });
});

const comment = { id: '10007', body: 'Words' };
const issue = { key: 'SD-7' };

test.each([
  ['Cloud tells of by itself', { webhookEvent: 'comment_created', issue, comment }, '10007'],
  [
    'Data Center tells of with its issue',
    { webhookEvent: 'jira:issue_updated', issue_event_type_name: 'issue_commented', issue, comment },
    '10007',
  ],
  [
    'came with a change',
    {
      ...{ webhookEvent: 'jira:issue_updated', issue_event_type_name: 'issue_commented', issue, comment },
      changelog: { id: '1', items: [] },
    },
    null,
  ],
  ['was edited', { webhookEvent: 'comment_updated', issue, comment }, null],
  ['was deleted', { webhookEvent: 'comment_deleted', issue, comment }, null],
  ['has no id', { webhookEvent: 'comment_created', issue, comment: { id: 7 } }, null],
])('a comment that %s', (_, value, commentId) => {
  const bytes = body(value);
  expect(cloud.read({ headers: { 'x-hub-signature': sign(bytes) }, query: {}, body: bytes })).toMatchObject({
    kind: 'ticket',
    number: 'SD-7',
    commentId,
  });
});

test('without an identifier the same bytes are the same delivery', () => {
  const read = (bytes: Uint8Array) =>
    cloud.read({ headers: { 'x-hub-signature': sign(bytes) }, query: {}, body: bytes });
  const first = read(updated);
  expect(first).toMatchObject({ kind: 'ticket', deliveryId: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(read(updated)).toEqual(first);
  expect(read(body({ issue: { key: 'SD-7' }, timestamp: 2 }))).not.toEqual(first);
});

test('the secret before counts while it is being changed', () => {
  expect(
    cloud.read({ headers: { 'x-hub-signature': sign(updated, 'the-one-before') }, query: {}, body: updated }).kind,
  ).toBe('ticket');
});

test('an old Data Center proves itself by the secret in the address', () => {
  expect(dataCenter.read({ headers: {}, query: { secret: 'fixture-secret' }, body: updated }).kind).toBe('ticket');
});

test.each([
  ['no proof', cloud, {}, {}],
  ['another secret', cloud, { 'x-hub-signature': sign(updated, 'guess') }, {}],
  ['a signature of other bytes', cloud, { 'x-hub-signature': sign(body({})) }, {}],
  ['half a signature', cloud, { 'x-hub-signature': 'sha256=' }, {}],
  [
    'SHA-1',
    cloud,
    { 'x-hub-signature': `sha1=${createHmac('sha1', 'fixture-secret').update(updated).digest('hex')}` },
    {},
  ],
  ['the secret in the address on Cloud', cloud, {}, { secret: 'fixture-secret' }],
  ['a wrong secret in the address', dataCenter, {}, { secret: 'guess' }],
  [
    'a wrong signature beside the right address',
    dataCenter,
    { 'x-hub-signature': 'sha256=00' },
    { secret: 'fixture-secret' },
  ],
  [
    'an empty secret where none is configured',
    createHooks({ flavour: 'data-center', projectKey: 'SD', secrets: [''] }),
    {},
    { secret: '' },
  ],
])('%s is refused', (_, hooks, headers, query) => {
  expect(hooks.read({ headers, query, body: updated })).toEqual({ kind: 'refused' });
});

test.each([
  ['another project', { issue: { key: 'OPS-7' } }],
  ['a project whose key begins the same', { issue: { key: 'SDX-7' } }],
  ['no issue', { webhookEvent: 'user_created' }],
  ['a key that is a path', { issue: { key: 'SD-7/../../admin' } }],
  ['no object', []],
])('a proven hook about %s is ignored', (_, value) => {
  const bytes = body(value);
  expect(cloud.read({ headers: { 'x-hub-signature': sign(bytes) }, query: {}, body: bytes })).toEqual({
    kind: 'ignored',
  });
});

test('a proven hook that is no JSON is ignored, and one above its bound is refused', () => {
  const noJson = new TextEncoder().encode('{');
  expect(cloud.read({ headers: { 'x-hub-signature': sign(noJson) }, query: {}, body: noJson })).toEqual({
    kind: 'ignored',
  });
  const large = new Uint8Array(4 * 1024 * 1024 + 1);
  expect(cloud.read({ headers: { 'x-hub-signature': sign(large) }, query: {}, body: large })).toEqual({
    kind: 'refused',
  });
});
