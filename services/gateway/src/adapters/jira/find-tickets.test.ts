import { expect, test } from 'vitest';
import { aTrackerMap } from '../../../test/fixtures/tracker-map.ts';
import { anIssue, aScriptedJira, type ScriptedCall } from '../../../test/jira/scripted-jira.ts';
import { countOpen, findByReference } from './find-tickets.ts';

const reference = '0b6f2f64-4f0e-4d0a-9a4e-2f3f1c1f0a01';
const other = '0b6f2f64-4f0e-4d0a-9a4e-2f3f1c1f0a02';

function jqlOf(call: ScriptedCall | undefined): string {
  const body = call?.body;
  return typeof body === 'object' && body !== null && 'jql' in body ? String(body.jql) : '';
}

const page = (issues: readonly unknown[]) => ({ json: { issues, isLast: true } });

test.each([
  ['label', { in: 'label' }, `labels = "desk-${reference}"`, { labels: ['wifi', `desk-${reference}`] }],
  [
    'field',
    { in: 'field', field: 'customfield_10050' },
    String.raw`cf[10050] ~ "\"desk-${reference}\""`,
    { customfield_10050: `desk-${reference}` },
  ],
  [
    'description',
    { in: 'description' },
    String.raw`description ~ "\"desk-${reference}\""`,
    { description: `Words\n\nDesk reference: desk-${reference}` },
  ],
] as const)(
  'a marker in a %s is looked for there, and believed only where it stands whole',
  async (_, marker, clause, fields) => {
    const { context, calls } = aScriptedJira({
      flavour: 'data-center',
      map: aTrackerMap({ marker }),
      // A text search finds words: it may answer with tickets that merely look alike.
      answer: () => ({
        json: {
          issues: [anIssue('SD-3', 3_000, fields), anIssue('SD-2', 2_000, fields), anIssue('SD-1', 1_000)],
          startAt: 0,
          total: 3,
        },
      }),
    });
    const found = await findByReference(context, reference);
    expect(found).toMatchObject({ kind: 'found', searchSettled: true });
    expect(found.kind === 'found' && found.tickets.map((ticket) => ticket.number)).toEqual(['SD-2', 'SD-3']);
    expect(jqlOf(calls[0])).toBe(`project = "SD" AND ${clause} ORDER BY created ASC`);
  },
);

test('a marker of another ticket, or one that a person quotes in the middle of their words, is not the reference', async () => {
  const quoted = `I was told desk-${reference} is mine.`;
  const { context } = aScriptedJira({
    flavour: 'data-center',
    map: aTrackerMap({ marker: { in: 'description' } }),
    answer: () => ({
      json: {
        issues: [
          anIssue('SD-1', 1_000, { description: quoted }),
          anIssue('SD-2', 2_000, { description: `Desk reference: desk-${reference}\n\nDesk reference: desk-${other}` }),
        ],
        startAt: 0,
        total: 2,
      },
    }),
  });
  expect(await findByReference(context, reference)).toMatchObject({ tickets: [] });
  expect(await findByReference(context, other)).toMatchObject({ tickets: [{ number: 'SD-2' }] });
});

test('what is no reference is not searched for', async () => {
  const { context, calls } = aScriptedJira({ answer: () => page([]) });
  expect(await findByReference(context, '" OR project = OPS')).toEqual({ kind: 'refused', reason: 'invalid' });
  expect(calls).toHaveLength(0);
});

test('on Cloud a search is never settled', async () => {
  const { context } = aScriptedJira({ answer: () => page([]) });
  expect(await findByReference(context, reference)).toEqual({ kind: 'found', tickets: [], searchSettled: false });
});

const assigned = (account: string) => ({ fields: { assignee: { accountId: account } } });

test('one search counts for fifty accounts, and quotes each', async () => {
  const accounts = Array.from({ length: 101 }, (_, at) => `acc-"${at}`);
  const { context, calls } = aScriptedJira({ answer: () => page([assigned('acc-"0'), assigned('acc-"0')]) });
  const counted = await countOpen(context, accounts);
  expect(calls).toHaveLength(3);
  expect(jqlOf(calls[0])).toContain(String.raw`assignee in ("acc-\"0", "acc-\"1", `);
  expect(jqlOf(calls[0])).toContain('status in (1, 3, 10001, 10002)');
  expect(counted.kind === 'counted' && counted.open.get('acc-"0')).toBe(6);
});

test('an account that Jira does not know costs the others nothing', async () => {
  const { context, calls } = aScriptedJira({
    answer: (call) => {
      if (jqlOf(call).includes('"gone"')) return { kind: 'refused', reason: 'invalid' };
      return page(['a', 'b', 'c'].filter((account) => jqlOf(call).includes(`"${account}"`)).map(assigned));
    },
  });
  const counted = await countOpen(context, ['a', 'b', 'gone', 'c']);
  expect(counted.kind === 'counted' && [...counted.open]).toEqual([
    ['a', 1],
    ['b', 1],
    ['c', 1],
  ]);
  expect(calls).toHaveLength(5);
});

test('trouble other than a refused query ends the counting', async () => {
  const { context, calls } = aScriptedJira({ answer: () => ({ kind: 'down', retryAfterMs: 1_000 }) });
  expect(await countOpen(context, ['a', 'b'])).toEqual({ kind: 'down', retryAfterMs: 1_000 });
  expect(calls).toHaveLength(1);
});

test.each([100, 0])('a search without an end is given up, with %i issues on a page', async (perPage) => {
  const { context, calls } = aScriptedJira({
    answer: () => ({ json: { issues: Array.from({ length: perPage }, () => assigned('a')), nextPageToken: 'again' } }),
  });
  expect(await countOpen(context, ['a'])).toEqual({ kind: 'refused', reason: 'too-large' });
  expect(calls.length).toBeLessThanOrEqual(200);
});
