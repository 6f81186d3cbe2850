import { expect, test } from 'vitest';
import { anIssue, aScriptedJira, type ScriptedCall } from '../../../test/jira/scripted-jira.ts';
import { createChangeList } from './list-changes.ts';
import { createOwnAccount } from './own-account.ts';

const minuteMs = 60_000;
const start = Date.parse('2026-11-23T08:00:00Z');

interface Row {
  readonly key: string;
  updated: number;
}

/** A Data Center that counts pages from the beginning, as `search` does, with `size` rows each. */
function aDataCenter(rows: Row[], size: number, meanwhile: (call: number) => void = () => {}) {
  let searches = 0;
  return aScriptedJira({
    flavour: 'data-center',
    answer: (call) => {
      if (call.name === 'read own account') return { json: { timeZone: 'Europe/Kyiv' } };
      const { jql, startAt } = bodyOf(call);
      const wall = /updated >= "(\d{4}-\d\d-\d\d) (\d\d:\d\d)"/.exec(jql);
      const since = Date.parse(`${wall?.[1]}T${wall?.[2]}:00+02:00`);
      const found = rows.filter((row) => row.updated >= since).toSorted((left, right) => left.updated - right.updated);
      const issues = found.slice(startAt, startAt + size).map((row) => anIssue(row.key, row.updated));
      searches += 1;
      meanwhile(searches);
      return { json: { issues, startAt, total: found.length } };
    },
  });
}

function bodyOf(call: ScriptedCall): { readonly jql: string; readonly startAt: number } {
  const body = call.body;
  if (typeof body !== 'object' || body === null) throw new Error('A search has a body.');
  return { jql: 'jql' in body ? String(body.jql) : '', startAt: 'startAt' in body ? Number(body.startAt) : 0 };
}

async function readAll(list: ReturnType<typeof createChangeList>, since: number): Promise<readonly string[]> {
  const numbers: string[] = [];
  let page: string | null = null;
  for (let pages = 0; pages < 50; pages += 1) {
    const listed: Awaited<ReturnType<typeof list>> = await list(since, page);
    if (listed.kind !== 'listed') throw new Error(listed.kind);
    numbers.push(...listed.tickets.map((ticket) => ticket.number));
    if (listed.nextPage === null) return numbers;
    page = listed.nextPage;
  }
  throw new Error('The list does not end.');
}

test('a ticket that changes while Data Center is read pulls no other over the border of a page', async () => {
  const rows = Array.from({ length: 9 }, (_, at) => ({ key: `SD-${at + 1}`, updated: start + at * minuteMs }));
  const { context } = aDataCenter(rows, 3, (search) => {
    // After the first page its first ticket changes, and moves to the end of the list.
    if (search === 1 && rows[0]) rows[0].updated = start + 20 * minuteMs;
  });
  const numbers = await readAll(
    createChangeList(
      context,
      createOwnAccount(context, () => start),
    ),
    start,
  );
  expect(new Set(numbers)).toEqual(new Set(rows.map((row) => row.key)));
  expect(numbers.at(-1)).toBe('SD-1');
});

test('a minute with more changes than a page holds is read to its end', async () => {
  const rows = Array.from({ length: 20 }, (_, at) => ({ key: `SD-${at + 1}`, updated: start + minuteMs + at }));
  const { context } = aDataCenter(rows, 3);
  const numbers = await readAll(
    createChangeList(
      context,
      createOwnAccount(context, () => start),
    ),
    start,
  );
  expect(new Set(numbers).size).toBe(20);
});

test('Cloud is paged by its token, and the query stays the same', async () => {
  const { context, calls } = aScriptedJira({
    answer: (call) => {
      if (call.name === 'read own account') return { json: { timeZone: 'Europe/Kyiv' } };
      const isFirst = typeof call.body === 'object' && call.body !== null && !('nextPageToken' in call.body);
      return isFirst
        ? { json: { issues: [anIssue('SD-1', start)], nextPageToken: 'token-2', isLast: false } }
        : { json: { issues: [anIssue('SD-2', start + minuteMs)], isLast: true } };
    },
  });
  expect(
    await readAll(
      createChangeList(
        context,
        createOwnAccount(context, () => start),
      ),
      start,
    ),
  ).toEqual(['SD-1', 'SD-2']);
  const searches = calls.filter((call) => call.name === 'search');
  expect(searches.map(({ body }) => body)).toEqual([
    expect.objectContaining({ jql: expect.stringContaining('updated >= "2026-11-23 10:00" ORDER BY updated ASC') }),
    expect.objectContaining({
      jql: bodyOf(searches[0] ?? { name: '', method: 'GET', path: '' }).jql,
      nextPageToken: 'token-2',
    }),
  ]);
});

test('the time zone is asked for once an hour', async () => {
  let now = start;
  const { context, calls } = aDataCenter([], 3);
  const list = createChangeList(
    context,
    createOwnAccount(context, () => now),
  );
  const asked = () => calls.filter((call) => call.name === 'read own account').length;
  await list(start, null);
  now += 60 * minuteMs - 1;
  await list(start, null);
  expect(asked()).toBe(1);
  now += 1;
  await list(start, null);
  expect(asked()).toBe(2);
});

test.each([['nonsense'], [''], [Buffer.from('{"since":"x"}').toString('base64url')]])(
  'a page that nobody handed out is refused: %j',
  async (page) => {
    const { context, calls } = aDataCenter([], 3);
    expect(
      await createChangeList(
        context,
        createOwnAccount(context, () => start),
      )(start, page),
    ).toEqual({ kind: 'refused', reason: 'invalid' });
    expect(calls).toHaveLength(0);
  },
);

test('without the time zone nothing is listed', async () => {
  const { context } = aScriptedJira({ answer: () => ({ kind: 'down', retryAfterMs: 5 }) });
  expect(
    await createChangeList(
      context,
      createOwnAccount(context, () => start),
    )(start, null),
  ).toEqual({ kind: 'down', retryAfterMs: 5 });
});
