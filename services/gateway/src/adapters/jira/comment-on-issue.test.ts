import { describe, expect, test } from 'vitest';
import { aScriptedJira, type ScriptedAnswer } from '../../../test/jira/scripted-jira.ts';
import { createCommentWriter } from './comment-on-issue.ts';

const message = '00000000-0000-4000-8000-000000000200';
const comment = { message, text: 'Words', visibility: 'internal' } as const;

function aComment(id: number, at: number, properties: readonly unknown[] = [], body: unknown = 'Words') {
  return { id: String(id), created: new Date(at).toISOString().replace('Z', '+0000'), body, properties };
}
const marker = (id: string) => [{ key: 'desk.message', value: { id } }];

function start(answer: (path: string, query: Readonly<Record<string, unknown>>) => ScriptedAnswer) {
  const jira = aScriptedJira({ flavour: 'data-center', answer: ({ path, query = {} }) => answer(path, query) });
  return { ...jira, writer: createCommentWriter(jira.context, '10') };
}

test('visibility and marker are part of the one request that posts', async () => {
  const { writer, calls } = start(() => ({ json: { id: '7' } }));
  expect(await writer.post('SD-1', comment)).toEqual({ kind: 'posted', commentId: '7' });
  expect(calls).toMatchObject([
    {
      method: 'POST',
      path: '/rest/api/2/issue/SD-1/comment',
      body: {
        body: 'Words',
        properties: [
          { key: 'sd.public.comment', value: { internal: true } },
          { key: 'desk.message', value: { id: message } },
        ],
      },
    },
  ]);
});

test('words that become too long by being made harmless are not sent', async () => {
  const { writer, calls } = start(() => ({ json: { id: '7', body: '' } }));
  const text = '*'.repeat(16_400);
  expect(await writer.post('SD-1', { ...comment, text })).toEqual({ kind: 'refused', reason: 'too-large' });
  expect(await writer.edit('SD-1', '7', text)).toEqual({ kind: 'refused', reason: 'too-large' });
  expect(calls.map(({ method }) => method)).toEqual(['GET']);
});

test.each([
  ['words', true],
  ['w'.repeat(26_000), true],
  // With the names of its files beside it.
  ['w'.repeat(28_000), false],
  ['*'.repeat(13_000), true],
  ['*'.repeat(14_000), false],
])('whether a comment holds %.5s… is known before it is sent', (text, fits) => {
  const { writer, calls } = start(() => ({ json: {} }));
  expect([writer.fits(text), calls]).toEqual([fits, []]);
});

test('an edit says nothing of visibility and marker, so that they stay', async () => {
  const { writer, calls } = start(() => ({ json: { id: '7', body: 'Words\n\n[^a.txt]' } }));
  expect(await writer.edit('SD-1', '7', 'Others')).toEqual({ kind: 'edited' });
  expect(calls.at(-1)?.body).toEqual({ body: 'Others\n\n[^a.txt]' });
});

test.each(['7/../8', 'x', ''])('an id like %j goes into no path', async (id) => {
  const { writer, calls } = start(() => ({ json: {} }));
  expect(await writer.edit('SD-1', id, 'x')).toEqual({ kind: 'refused', reason: 'not-found' });
  expect(calls).toEqual([]);
});

describe('looking for a message', () => {
  const now = Date.parse('2026-11-23T08:00:00Z');
  const page = (at: number) => Array.from({ length: 100 }, (_, index) => aComment(at + index, now - at * 1_000));

  test('goes on from page to page, and ends with the last', async () => {
    const pages = [page(0), page(100), [aComment(300, 0, marker(message))]];
    const { writer, calls } = start((_, { startAt }) => ({ json: { comments: pages[Number(startAt) / 100] ?? [] } }));
    expect(await writer.find('SD-1', message, 0)).toEqual({ kind: 'found', comment: { id: '300', staged: false } });
    const other = message.replace('200', '201');
    expect(await writer.find('SD-1', other, 0)).toEqual({ kind: 'found', comment: null });
    expect(calls).toHaveLength(6);
  });

  test('ends where the comments are older than the attempt', async () => {
    const { writer, calls } = start((_, { startAt }) => ({ json: { comments: page(Number(startAt)) } }));
    expect(await writer.find('SD-1', message, now - 50_000)).toEqual({ kind: 'found', comment: null });
    expect(calls).toHaveLength(2);
  });

  test.each([
    ['the marker in the words alone', aComment(1, now, [], `desk-message-${message}\n[^a.txt]`), true],
    ['the marker as a property', aComment(1, now, marker(message), `desk-message-${message}`), false],
  ])('tells by %s whether it is staged', async (_, listed, staged) => {
    const { writer } = start(() => ({ json: { comments: [listed] } }));
    expect(await writer.find('SD-1', message, 0)).toEqual({ kind: 'found', comment: { id: '1', staged } });
  });

  test('does not take another’s marked comment for it, whatever it says', async () => {
    const other = aComment(1, now, marker(message.replace('200', '201')), `desk-message-${message}`);
    const { writer } = start(() => ({ json: { comments: [other] } }));
    expect(await writer.find('SD-1', message, 0)).toEqual({ kind: 'found', comment: null });
  });

  test('that Jira does not answer is down, and no proof of anything', async () => {
    const { writer } = start(() => ({ kind: 'down', retryAfterMs: null }));
    expect(await writer.find('SD-1', message, 0)).toEqual({ kind: 'down', retryAfterMs: null });
  });
});
