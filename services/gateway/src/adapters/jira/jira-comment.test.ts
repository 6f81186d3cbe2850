import { describe, expect, it } from 'vitest';
import { JiraComment, judgeComment, markOf } from './jira-comment.ts';

const uuid = '00000000-0000-4000-8000-000000000001';

function aComment(change: Readonly<Record<string, unknown>> = {}, properties: Readonly<Record<string, unknown>> = {}) {
  return JiraComment.parse({
    id: '10001',
    author: { accountId: 'acc-1', displayName: 'Specialist' },
    body: 'words',
    created: '2026-11-23T10:00:00.000+0200',
    updated: '2026-11-23T10:05:00.000+0200',
    properties: Object.entries(properties).map(([key, value]) => ({ key, value })),
    ...change,
  });
}

const said = (value: unknown) => ({ 'sd.public.comment': value });
const toRole = { type: 'role', value: 'Administrators' };

describe('whether the customer sees a comment', () => {
  it.each<[string, 'public' | 'internal' | 'unsaid', Record<string, unknown>, Record<string, unknown>]>([
    ['Cloud says so', 'public', { jsdPublic: true }, {}],
    ['Cloud says no', 'internal', { jsdPublic: false }, {}],
    ['its property says so', 'public', {}, said({ internal: false })],
    ['its property says no', 'internal', {}, said({ internal: true })],
    ['its property says so in words', 'public', {}, said({ internal: 'false' })],
    ['its property says no in words', 'internal', {}, said({ internal: 'true' })],
    ['Cloud says so and its property no', 'internal', { jsdPublic: true }, said({ internal: true })],
    ['Cloud says no and its property so', 'internal', { jsdPublic: false }, said({ internal: false })],
    ['it is for a role alone', 'internal', { jsdPublic: true, visibility: toRole }, said({ internal: false })],
    ['nobody says anything', 'unsaid', {}, {}],
    ['its property is nonsense', 'unsaid', {}, said({ internal: 1 })],
    ['its property is empty', 'unsaid', {}, said(null)],
    ['another property says no', 'unsaid', {}, { 'other.public.comment': { internal: false } }],
  ])('where %s: %s', (_, verdict, change, properties) => {
    expect(judgeComment(aComment(change, properties))).toBe(verdict);
  });
});

describe('a comment without its words', () => {
  it('says when it was written and last changed, and by whom', () => {
    const createdAt = Date.parse('2026-11-23T08:00:00Z');
    expect(markOf(aComment())).toEqual({
      id: '10001',
      author: 'acc-1',
      message: null,
      createdAt,
      editedAt: createdAt + 5 * 60_000,
    });
    expect(markOf(aComment({ author: { name: 'specialist' } }))).toMatchObject({ author: 'specialist' });
    expect(markOf(aComment({ author: null }))).toMatchObject({ author: null });
  });

  it('carries our marker, and nothing that only looks like one', () => {
    expect(markOf(aComment({}, { 'desk.message': { id: uuid } })).message).toBe(uuid);
    for (const value of [null, uuid, { id: 'SD-1' }, { id: 7 }]) {
      expect(markOf(aComment({}, { 'desk.message': value })).message).toBeNull();
    }
  });
});
