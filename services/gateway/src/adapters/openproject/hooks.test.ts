import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { createHooks } from './hooks.ts';

const hooks = createHooks(['fixture-secret', 'the-one-before']);
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const sign = (body: Uint8Array, secret = 'fixture-secret') =>
  `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`;
const read = (value: unknown, secret?: string) => {
  const body = bytesOf(value);
  return hooks.read({ headers: { 'x-op-signature': sign(body, secret) }, query: {}, body });
};

const updated = { action: 'work_package:updated', work_package: { id: 7, subject: 'words' } };

test.each([
  ['a work package', updated],
  [
    'a comment',
    {
      action: 'work_package_comment:comment',
      activity: { _links: { workPackage: { href: '/api/v3/work_packages/7' } } },
    },
  ],
  [
    'a file',
    { action: 'attachment:created', attachment: { _links: { container: { href: '/api/v3/work_packages/7' } } } },
  ],
])('a signed hook about %s is reduced to its ticket', (_, value) => {
  const deliveryId = expect.stringMatching(/^[0-9a-f]{64}$/);
  expect(read(value)).toEqual({ kind: 'ticket', number: '7', deliveryId, commentId: null });
});

test('the secret before counts while it is being changed, and the same bytes are the same delivery', () => {
  expect(read(updated, 'the-one-before')).toEqual(read(updated));
  expect(read({ ...updated, action: 'work_package:created' })).not.toEqual(read(updated));
});

test.each([
  ['no proof', {}],
  ['another secret', { 'x-op-signature': sign(bytesOf(updated), 'guess') }],
  ['a signature of other bytes', { 'x-op-signature': sign(bytesOf({})) }],
  ['half a signature', { 'x-op-signature': 'sha1=' }],
  ['the signature of Jira', { 'x-hub-signature': sign(bytesOf(updated)) }],
])('%s is refused', (_, headers) => {
  expect(hooks.read({ headers, query: { secret: 'fixture-secret' }, body: bytesOf(updated) })).toEqual({
    kind: 'refused',
  });
});

test('an empty secret proves nothing', () => {
  const body = bytesOf(updated);
  const headers = { 'x-op-signature': sign(body, '') };
  expect(createHooks(['']).read({ headers, query: {}, body })).toEqual({ kind: 'refused' });
  expect(createHooks([]).read({ headers, query: {}, body })).toEqual({ kind: 'refused' });
});

test.each([
  ['a project', { action: 'project:updated', project: { id: 1 } }],
  ['time entries', { action: 'time_entry:created', time_entry: { id: 1 } }],
  [
    'a file of a page',
    { action: 'attachment:created', attachment: { _links: { container: { href: '/api/v3/wiki_pages/7' } } } },
  ],
  ['no object', []],
])('a proven hook about %s is ignored', (_, value) => {
  expect(read(value)).toEqual({ kind: 'ignored' });
});

test('a proven hook that is no JSON is ignored, and one above its bound is refused', () => {
  const noJson = new TextEncoder().encode('{');
  expect(hooks.read({ headers: { 'x-op-signature': sign(noJson) }, query: {}, body: noJson }).kind).toBe('ignored');
  const large = new Uint8Array(4 * 1024 * 1024 + 1);
  expect(hooks.read({ headers: { 'x-op-signature': sign(large) }, query: {}, body: large }).kind).toBe('refused');
});
