import { describe, expect, test } from 'vitest';
import { startSite, type TestSite, textAt, valueAt } from '../../../test/start-site.ts';

function keysOf(answer: Awaited<ReturnType<TestSite['call']>>): unknown[] {
  const issues = valueAt(answer, 'issues');
  return Array.isArray(issues) ? issues.map((_issue, index) => valueAt(answer, 'issues', index, 'key')) : [];
}

const jqlPath = (jql: string, rest = '') =>
  `/rest/api/3/search/jql?jql=${encodeURIComponent(jql)}&fields=summary${rest}`;

describe('search on cloud', () => {
  test('answers without a total, and with ids alone unless fields are named', async () => {
    await using site = await startSite('cloud');
    await site.file();
    const answer = await site.call('POST', '/rest/api/3/search/jql', { jql: 'project = SD' });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ isLast: true, issues: [{ id: expect.any(String) }] });
    const named = await site.call('POST', '/rest/api/3/search/jql', { jql: 'project = SD', fields: ['labels'] });
    expect(valueAt(named, 'issues', 0, 'fields')).toEqual({ labels: [] });
  });

  test('pages by token and finds nothing twice though issues change between the pages', async () => {
    await using site = await startSite('cloud');
    for (let count = 0; count < 5; count += 1) {
      await site.file();
      site.clock.at += 60_000;
    }
    const jql = 'project = SD ORDER BY updated ASC';
    const first = await site.call('GET', jqlPath(jql, '&maxResults=2'));
    expect(keysOf(first)).toEqual(['SD-1', 'SD-2']);
    expect(valueAt(first, 'isLast')).toBe(false);
    site.sim.agent('iryna').comment('SD-1', 'changes the order');
    const second = await site.call(
      'GET',
      jqlPath(jql, `&maxResults=2&nextPageToken=${textAt(first, 'nextPageToken')}`),
    );
    expect(keysOf(second)).toEqual(['SD-3', 'SD-4']);
    const third = await site.call(
      'GET',
      jqlPath(jql, `&maxResults=2&nextPageToken=${textAt(second, 'nextPageToken')}`),
    );
    expect(keysOf(third)).toEqual(['SD-5', 'SD-1']);
    expect(third.body).toMatchObject({ isLast: true });
    expect(third.body).not.toHaveProperty('nextPageToken');
  });

  test('a token of another query, and one made up, are refused with 400', async () => {
    await using site = await startSite('cloud');
    await site.file();
    await site.file();
    const first = await site.call('GET', jqlPath('project = SD', '&maxResults=1'));
    const token = textAt(first, 'nextPageToken');
    expect((await site.call('GET', jqlPath('project = "SD"', `&nextPageToken=${token}`))).status).toBe(400);
    expect((await site.call('GET', jqlPath('project = SD', '&nextPageToken=made-up'))).status).toBe(400);
  });

  test('a query that restricts nothing is refused with 400', async () => {
    await using site = await startSite('cloud');
    for (const jql of ['', 'ORDER BY created DESC']) {
      const answer = await site.call('GET', jqlPath(jql));
      expect(answer.status).toBe(400);
      expect(textAt(answer, 'errorMessages', 0)).toContain('Unbounded JQL queries are not allowed here');
    }
  });

  test('a new issue is found only after the lag', async () => {
    await using site = await startSite('cloud', { searchLagMs: 3_000 });
    await site.file({ labels: ['desk-1'] });
    const search = async () => keysOf(await site.call('GET', jqlPath('labels = desk-1')));
    expect(await search()).toEqual([]);
    site.clock.at += 2_999;
    expect(await search()).toEqual([]);
    site.clock.at += 1;
    expect(await search()).toEqual(['SD-1']);
  });

  test('a changed or deleted issue is found as it was until the lag has passed', async () => {
    await using site = await startSite('cloud', { searchLagMs: 3_000 });
    const key = await site.file();
    site.clock.at += 5_000;
    site.sim.agent('iryna').transition(key, 'Resolved');
    const isOpen = async () => keysOf(await site.call('GET', jqlPath('statusCategory != Done'))).includes(key);
    expect(await isOpen()).toBe(true);
    site.clock.at += 3_000;
    expect(await isOpen()).toBe(false);
    await site.call('DELETE', `/rest/api/3/issue/${key}`);
    // The index still holds it, but there is nothing left to show.
    expect(
      valueAt(await site.call('POST', '/rest/api/3/search/approximate-count', { jql: 'project = SD' }), 'count'),
    ).toBe(1);
    expect(keysOf(await site.call('GET', jqlPath('project = SD')))).toEqual([]);
    site.clock.at += 3_000;
    expect(
      valueAt(await site.call('POST', '/rest/api/3/search/approximate-count', { jql: 'project = SD' }), 'count'),
    ).toBe(0);
  });

  test('reconcileIssues reads past the lag', async () => {
    await using site = await startSite('cloud', { searchLagMs: 60_000 });
    const key = await site.file();
    const id = Number(site.sim.issue(key)?.id);
    const body = { jql: 'project = SD', fields: ['key'], reconcileIssues: [id] };
    expect(keysOf(await site.call('POST', '/rest/api/3/search/jql', body))).toEqual([key]);
    expect(keysOf(await site.call('GET', jqlPath('project = SD', `&reconcileIssues=${id}`)))).toEqual([key]);
    expect(keysOf(await site.call('GET', jqlPath('project = SD')))).toEqual([]);
  });

  test('Data Center’s path does not exist', async () => {
    await using site = await startSite('cloud');
    expect((await site.call('GET', '/rest/api/3/search?jql=project=SD')).status).toBe(404);
    expect((await site.call('GET', '/rest/api/2/search?jql=project=SD')).status).toBe(404);
  });
});

describe('search on data-center', () => {
  test('answers with a total, pages by offset and does not lag', async () => {
    await using site = await startSite('data-center', { searchLagMs: 60_000 });
    for (let count = 0; count < 3; count += 1) await site.file();
    const body = { jql: 'project = SD ORDER BY key ASC', startAt: 1, maxResults: 1, fields: ['summary'] };
    const answer = await site.call('POST', '/rest/api/2/search', body);
    expect(answer.body).toMatchObject({ startAt: 1, maxResults: 1, total: 3, issues: [{ key: 'SD-2' }] });
  });

  test('takes GET, shows navigable fields by default, and needs no restriction', async () => {
    await using site = await startSite('data-center');
    await site.file();
    const answer = await site.call('GET', '/rest/api/2/search');
    expect(answer.body).toMatchObject({ total: 1, issues: [{ fields: { summary: 'Wi-Fi is gone' } }] });
    expect(valueAt(answer, 'issues', 0, 'fields', 'comment')).toBeUndefined();
  });

  test('refuses a wrong query, and a misspelt parameter of the body, with 400', async () => {
    await using site = await startSite('data-center');
    expect((await site.call('GET', '/rest/api/2/search?jql=nonsense+%3D+1')).status).toBe(400);
    expect((await site.call('POST', '/rest/api/2/search', { jql: 'project = SD', maxResult: 5 })).status).toBe(400);
    expect((await site.call('GET', '/rest/api/3/search/jql?jql=project=SD')).status).toBe(404);
  });
});
