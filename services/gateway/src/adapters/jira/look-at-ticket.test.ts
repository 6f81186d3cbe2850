import { describe, expect, it } from 'vitest';
import { anIssue, aScriptedJira, type ScriptedAnswer, type ScriptedCall } from '../../../test/jira/scripted-jira.ts';
import type { JiraFlavourName } from './flavour.ts';
import { lookAtTicket } from './look-at-ticket.ts';
import { createOwnAccount } from './own-account.ts';

const at = Date.parse('2026-11-23T08:00:00Z');
const refused = { kind: 'refused', reason: 'not-found' } as const;

type ScriptedReply = (call: ScriptedCall) => ScriptedAnswer;

/** A Jira in which each call, by its name, answers as the test says. */
function start(
  answers: Readonly<Record<string, ScriptedAnswer | ScriptedReply>>,
  flavour: JiraFlavourName = 'data-center',
) {
  const usual: Readonly<Record<string, ScriptedAnswer>> = {
    'read issue': { json: anIssue('SD-1', at) },
    'list comments': { json: { comments: [], total: 0 } },
    'read promises': { json: { values: [] } },
    'list participants': { json: { values: [] } },
    'read own account': { json: { timeZone: 'Europe/Kyiv', name: 'desk', accountId: 'desk' } },
  };
  const { context, calls } = aScriptedJira({
    flavour,
    answer: (call) => {
      const answer = answers[call.name] ?? usual[call.name] ?? { kind: 'down', retryAfterMs: null };
      return typeof answer === 'function' ? answer(call) : answer;
    },
  });
  const look = () =>
    lookAtTicket(
      context,
      createOwnAccount(context, () => at),
      'SD-1',
    );
  const around = async () => {
    const looked = await look();
    if (looked.kind !== 'looked') throw new Error(`Not looked: ${looked.kind}.`);
    return looked.around;
  };
  return { look, around, calls };
}

function aComment(id: string, change: Readonly<Record<string, unknown>> = {}) {
  const instant = '2026-11-23T10:00:00.000+0200';
  return { id, author: { name: 'specialist' }, body: 'words', created: instant, updated: instant, ...change };
}

const listed = (...comments: readonly unknown[]) => ({ json: { comments, total: comments.length } });
const deskPage = (...values: readonly unknown[]) => ({ json: { values, size: values.length, isLastPage: true } });

describe('comments that do not say who sees them', () => {
  it('are asked of the service desk, and only those it calls public are taken', async () => {
    const { around, calls } = start({
      'list comments': listed(aComment('3'), aComment('2'), aComment('1')),
      'list desk comments': deskPage({ id: '1', public: true }, { id: '2', public: false }, { id: '3' }),
    });
    expect((await around()).comments.map(({ id }) => id)).toEqual(['1']);
    expect(calls.map(({ name }) => name)).toContain('list desk comments');
  });

  it('are nobody’s to see where the issue is no request', async () => {
    const { around } = start({ 'list comments': listed(aComment('1')), 'list desk comments': refused });
    expect((await around()).comments).toEqual([]);
  });

  it('keep the whole look waiting while the service desk is down: nothing is called gone for it', async () => {
    const { look } = start({ 'list comments': listed(aComment('1')) });
    expect(await look()).toEqual({ kind: 'down', retryAfterMs: null });
  });

  it('cost no call where there are none', async () => {
    const { around, calls } = start({ 'list comments': listed(aComment('1', { jsdPublic: true })) }, 'cloud');
    expect((await around()).comments.map(({ id }) => id)).toEqual(['1']);
    expect(calls).toHaveLength(5);
  });
});

describe('comments of the service account', () => {
  const own = { author: { name: 'desk' }, jsdPublic: true };
  it.each<[string, unknown, boolean]>([
    ['a picture alone', '!photo.png|thumbnail!', false],
    ['files alone', '[^notes.txt]\r\n!photo.png|thumbnail!', false],
    ['words', 'Перезавантажте роутер', true],
    ['words with a file', 'Ось\n[^notes.txt]', true],
  ])('with %s: told %j, %s', async (_, body, told) => {
    const { around } = start({ 'list comments': listed(aComment('1', { ...own, body })) });
    expect((await around()).comments).toHaveLength(told ? 1 : 0);
  });

  it('with files alone are told where they carry our marker, and where somebody else wrote them', async () => {
    const body = '[^notes.txt]';
    const properties = [{ key: 'desk.message', value: { id: '00000000-0000-4000-8000-000000000001' } }];
    const { around } = start({
      'list comments': listed(aComment('2', { ...own, body, properties }), aComment('1', { jsdPublic: true, body })),
    });
    expect((await around()).comments.map(({ id }) => id)).toEqual(['1', '2']);
  });
});

describe('many comments', () => {
  /** Newest first; `totals` as each page says it. */
  const pages = (total: number, said: (start: number) => number = () => total): ScriptedReply => {
    const all = Array.from({ length: total }, (_, index) =>
      aComment(String(10_000 + total - index), { jsdPublic: true }),
    );
    return ({ query }) => {
      const start = Number(query?.startAt);
      return { json: { comments: all.slice(start, start + 100), total: said(start) } };
    };
  };

  it('are looked at page by page, oldest first', async () => {
    const { around, calls } = start({ 'list comments': pages(250) });
    const seen = await around();
    expect([seen.comments.length, seen.comments[0]?.id, seen.commentsCut]).toEqual([250, '10001', false]);
    const asked = calls.filter(({ name }) => name === 'list comments').map(({ query }) => query?.startAt);
    expect(asked).toEqual([0, 100, 200]);
    expect(calls.find(({ name }) => name === 'list comments')?.query).toMatchObject({ orderBy: '-created' });
  });

  it('beyond the latest thousand are left out, and that they are there is said', async () => {
    const { around, calls } = start({ 'list comments': pages(1_001) });
    const seen = await around();
    expect([seen.comments.length, seen.comments[0]?.id, seen.commentsCut]).toEqual([1_000, '10002', true]);
    expect(calls.filter(({ name }) => name === 'list comments')).toHaveLength(10);
  });

  it.each<[string, ScriptedReply]>([
    ['one was deleted between two pages', pages(250, (start) => (start === 0 ? 250 : 249))],
    ['a page is shorter than it should be', pages(150, () => 250)],
  ])('of which %s are the latest hundred, so that nothing looks gone that is there', async (_, reply) => {
    const { around } = start({ 'list comments': reply });
    const seen = await around();
    expect([seen.comments.length, seen.commentsCut]).toEqual([100, true]);
  });
});

describe('the promise that breaks first', () => {
  const cycle = (breachAt: number, change: Readonly<Record<string, unknown>> = {}) => ({
    ongoingCycle: { paused: false, breached: false, breachTime: { epochMillis: breachAt }, ...change },
  });
  it.each<[string, number | null, readonly unknown[]]>([
    ['of two is the earlier', 5_000, [cycle(9_000), cycle(5_000)]],
    ['is none that stands still', 9_000, [cycle(5_000, { paused: true }), cycle(9_000)]],
    ['is one still kept, before any that is broken', 9_000, [cycle(5_000, { breached: true }), cycle(9_000)]],
    ['is a broken one where all are', 5_000, [cycle(5_000, { breached: true })]],
    ['is none where nothing runs', null, [{}, { ongoingCycle: { paused: false } }]],
  ])('%s', async (_, due, values) => {
    const { around } = start({ 'read promises': { json: { values } } });
    expect((await around()).slaDueAt).toBe(due);
  });

  it('is none for a ticket that is over, and where the tracker keeps none', async () => {
    const over = anIssue('SD-1', at, { status: { id: '5' } });
    const resolved = start({ 'read issue': { json: over }, 'read promises': { json: { values: [cycle(5_000)] } } });
    expect((await resolved.around()).slaDueAt).toBeNull();
    expect((await start({ 'read promises': refused }).around()).slaDueAt).toBeNull();
  });
});

describe('a look', () => {
  it.each(['read issue', 'list comments', 'read promises', 'list participants', 'read own account'])(
    'fails as a whole where %s fails',
    async (name) => {
      const { look } = start({ [name]: { kind: 'down', retryAfterMs: 7_000 } });
      expect(await look()).toEqual({ kind: 'down', retryAfterMs: 7_000 });
    },
  );

  it('takes an issue that is no request for a ticket without customers: nobody follows, nothing is public', async () => {
    const comments = listed(aComment('1', { jsdPublic: true }));
    const { around } = start({ 'list participants': refused, 'list comments': comments });
    expect(await around()).toMatchObject({ participants: [], comments: [] });
  });
});
