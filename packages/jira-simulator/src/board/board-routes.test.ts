import { describe, expect, test } from 'vitest';
import { flavours, startSite, type TestSite, valueAt } from '../../test/start-site.ts';

describe.each(flavours)('the board’s API on %s', (flavour) => {
  test('it tells the site, its cards and one issue with what may come next', async () => {
    await using site = await startSite(flavour);
    const key = await site.file({ description: 'Third floor' });
    const about = await site.call('GET', '/board/api/site');
    expect(about.body).toMatchObject({ flavour, projectKey: 'SD', agents: [{ id: 'iryna' }, { id: 'taras' }] });
    expect(valueAt(about, 'statuses', 0)).toEqual({ name: 'New', category: 'new' });
    expect((await site.call('GET', '/board/api/cards')).body).toMatchObject([
      { key, requestTypeName: 'Internet problems', commentCount: 0 },
    ]);
    expect((await site.call('GET', `/board/api/issues/${key}`)).body).toMatchObject({
      description: 'Third floor',
      nextStatuses: [{ transition: 'Start work', status: 'In Progress' }, {}, {}, {}, {}],
    });
    expect((await site.call('GET', '/board/api/issues/SD-9')).status).toBe(404);
  });

  test.each([
    ['transition', { status: 'Resolved' }, { status: 'Resolved' }],
    [
      'comment',
      { text: 'Psst', public: false },
      { comments: [{ body: 'Psst', public: false, author: { id: 'iryna' } }] },
    ],
    ['assign', { personId: 'taras' }, { assignee: { id: 'taras' } }],
    ['assign', { personId: null }, { assignee: null }],
    ['priority', { name: 'Highest' }, { priority: 'Highest' }],
  ])('an agent acts: %s %j', async (action, body, expected) => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const answer = await site.call('POST', `/board/api/issues/${key}/${action}`, { actorId: 'iryna', ...body });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject(expected);
    expect(site.sim.issue(key)).toMatchObject(expected);
  });

  test.each([
    ['a status out of reach', 'SD-1/transition', { actorId: 'iryna', status: 'New' }, 400],
    ['an empty comment', 'SD-1/comment', { actorId: 'iryna', text: ' ', public: true }, 400],
    ['a customer as assignee', 'SD-1/assign', { actorId: 'iryna', personId: 'olena' }, 400],
    ['an unknown actor', 'SD-1/priority', { actorId: 'nobody', name: 'Low' }, 400],
    ['a missing visibility', 'SD-1/comment', { actorId: 'iryna', text: 'x' }, 400],
    ['an unknown issue', 'SD-9/priority', { actorId: 'iryna', name: 'Low' }, 404],
  ])('%s is refused', async (_case, path, body, status) => {
    await using site = await startSite(flavour);
    await site.file();
    expect((await site.call('POST', `/board/api/issues/${path}`, body)).status).toBe(status);
  });

  test('pictures are shown, everything else is only offered for download', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const dispositionOf = async (filename: string, mimeType: string) => {
      const { id } = site.sim.agent('iryna').attach(key, { filename, mimeType, content: 'x' });
      const { headers } = await site.call('GET', `/board/api/attachments/${id}`);
      return [headers.get('content-disposition')?.split(';')[0], headers.get('x-content-type-options')];
    };
    expect(await dispositionOf('a.png', 'image/png')).toEqual(['inline', 'nosniff']);
    expect(await dispositionOf('a.svg', 'image/svg+xml')).toEqual(['attachment', 'nosniff']);
    expect(await dispositionOf('a.html', 'text/html')).toEqual(['attachment', 'nosniff']);
    expect((await site.call('GET', '/board/api/attachments/1')).status).toBe(404);
  });

  test('the addresses Jira hands out lead to the opened issue', async () => {
    await using site = await startSite(flavour);
    for (const path of ['/browse/SD-1', '/servicedesk/customer/portal/1/SD-1']) {
      const response = await fetch(`${site.sim.baseUrl}${path}`, { redirect: 'manual' });
      expect([response.status, response.headers.get('location')]).toEqual([302, '/#SD-1']);
    }
  });

  test('an open board hears of every change', async () => {
    await using site = await startSite(flavour);
    const controller = new AbortController();
    const response = await fetch(`${site.sim.baseUrl}/board/api/events`, { signal: controller.signal });
    const key = await site.file();
    site.sim.agent('iryna').transition(key, 'Resolved');
    await site.call('DELETE', `${site.api}/issue/${key}`);
    const events = await readUntil(response, 'event: gone');
    controller.abort();
    expect(events.match(/event: (\w+)\ndata: \{"key":"SD-1"/g)).toHaveLength(3);
    expect(events).toContain('"status":"Resolved"');
  });
});

describe('the controls', () => {
  const post = (site: TestSite, path: string, body?: unknown) => site.call('POST', `/simulator/${path}`, body);

  test('faults are set and cleared from outside', async () => {
    await using site = await startSite('cloud');
    expect((await post(site, 'faults', { kind: '503', path: '/rest/api/3/myself', times: 'always' })).status).toBe(201);
    expect((await site.call('GET', '/rest/api/3/myself')).status).toBe(503);
    expect((await site.call('GET', '/simulator/state')).body).toMatchObject({ faults: [{ kind: '503' }], down: false });
    expect((await site.call('DELETE', '/simulator/faults')).status).toBe(204);
    expect((await site.call('GET', '/rest/api/3/myself')).status).toBe(200);
    expect((await post(site, 'faults', { kind: 'earthquake', times: 1 })).status).toBe(400);
  });

  test('an outage is begun and ended from outside', async () => {
    await using site = await startSite('cloud');
    expect((await post(site, 'down')).status).toBe(204);
    expect((await site.call('GET', '/rest/api/3/myself')).status).toBe(503);
    expect((await post(site, 'up')).status).toBe(204);
    expect((await site.call('GET', '/rest/api/3/myself')).status).toBe(200);
  });

  test('issues and requests are looked at, webhooks let go', async () => {
    await using site = await startSite('cloud');
    const key = await site.file();
    expect((await site.call('GET', '/simulator/issues')).body).toMatchObject([{ key }]);
    expect((await site.call('GET', '/simulator/requests')).body).toMatchObject([
      { path: '/rest/servicedeskapi/request' },
    ]);
    expect((await post(site, 'webhooks/deliver')).status).toBe(204);
  });
});

async function readUntil(response: Response, end: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes(end) && text.endsWith('\n\n')) return text;
  }
  return text;
}
