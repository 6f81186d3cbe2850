import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { flavours, startSite, type TestSite, textAt, valueAt } from '../../test/start-site.ts';

describe.each(flavours)('the board’s API on %s', (flavour) => {
  test('it tells the site, its cards and one issue with what may come next', async () => {
    await using site = await startSite(flavour);
    const key = await site.file({ description: 'Third floor' });
    const about = await site.call('GET', '/board/api/site');
    const edition = { cloud: 'Cloud', 'data-center': 'Data Center' }[flavour];
    const agents = [{ id: 'iryna' }, { id: 'taras' }];
    expect(about.body).toMatchObject({ tracker: 'jira', edition, projectKey: 'SD', agents });
    // Whoever may raise a request at the portal: customers first, agents too, nobody who was not invited.
    expect(valueAt(about, 'customers')).toMatchObject([{ id: 'olena' }, { id: 'iryna' }, { id: 'taras' }]);
    expect(valueAt(about, 'requestTypes', 1)).toMatchObject({
      id: '12',
      name: 'Purchase',
      fieldIds: expect.any(Array),
    });
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
    ['set-priority', { priority: 'Highest' }, { priority: 'Highest' }],
    ['add-participant', { personId: 'taras' }, { participants: [{ id: 'taras' }] }],
  ])('an agent acts: %s %j', async (kind, details, expected) => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const answer = await site.call('POST', '/board/api/act', { kind, key, actorId: 'iryna', ...details });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject(expected);
    expect(site.sim.issue(key)).toMatchObject(expected);
  });

  test.each([
    ['a status out of reach', { kind: 'transition', status: 'New' }, 400],
    ['an empty comment', { kind: 'comment', text: ' ' }, 400],
    ['a customer as assignee', { kind: 'assign', personId: 'olena' }, 400],
    ['an outsider as participant', { kind: 'add-participant', personId: 'outsider' }, 400],
    ['an unknown actor', { kind: 'set-priority', actorId: 'nobody', priority: 'Low' }, 400],
    ['an unknown action', { kind: 'explode' }, 400],
    ['a misspelt detail', { kind: 'assign', person: 'taras' }, 400],
    ['an unknown comment', { kind: 'edit-comment', commentId: '1', text: 'x' }, 404],
    ['an unknown file', { kind: 'delete-attachment', attachmentId: '1' }, 404],
    ['an unknown issue', { kind: 'set-priority', key: 'SD-9', priority: 'Low' }, 404],
  ])('%s is refused', async (_case, action, status) => {
    await using site = await startSite(flavour);
    await site.file();
    const answer = await site.call('POST', '/board/api/act', { actorId: 'iryna', key: 'SD-1', ...action });
    expect(answer.status).toBe(status);
  });

  test('a file of a comment arrives byte for byte, and is as visible as the comment', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const file = {
      filename: 'dump.bin',
      content: Buffer.from([0, 255, 10, 128]).toString('base64'),
      encoding: 'base64',
    };
    const action = { kind: 'comment', key, actorId: 'iryna', text: 'See', public: false, files: [file] };
    expect((await site.call('POST', '/board/api/act', action)).status).toBe(200);
    const issue = site.sim.issue(key);
    const sha256 = createHash('sha256')
      .update(Buffer.from([0, 255, 10, 128]))
      .digest('hex');
    expect(issue).toMatchObject({
      comments: [{ body: 'See\n[^dump.bin]', public: false, attachmentIds: [issue?.attachments[0]?.id] }],
      attachments: [{ filename: 'dump.bin', public: false, sha256 }],
    });
  });

  test('a ticket is born at the portal, without any request to the API', async () => {
    await using site = await startSite(flavour);
    const action = {
      kind: 'create-issue',
      actorId: 'olena',
      summary: 'No sound',
      requestTypeId: '11',
      priority: 'High',
    };
    expect((await site.call('POST', '/board/api/act', action)).body).toMatchObject({ key: 'SD-1', status: 'New' });
    expect(site.sim.issue('SD-1')).toMatchObject({ reporter: { id: 'olena' }, priority: 'High', requestTypeId: '11' });
    expect(site.sim.requests()).toEqual([]);
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
    const storm = { kind: 'disturb-webhook', times: 'always', disturbance: { seed: 7, dropShare: 0.3 } };
    expect((await post(site, 'faults', storm)).status).toBe(201);
    expect((await post(site, 'faults', { ...storm, disturbance: { dropShare: 30 } })).status).toBe(400);
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
    expect((await site.call('GET', '/simulator/webhooks')).body).toMatchObject({ waiting: 0, counts: { events: 0 } });
  });
});

describe('acting from outside', () => {
  test('many people act in one call, each with an answer, and one refusal stops nobody', async () => {
    await using site = await startSite('data-center');
    const act = async (actions: unknown[]) => site.call('POST', '/simulator/act', { actions });
    const first = await act([
      { kind: 'create-issue', actorId: 'olena', summary: 'No sound' },
      { kind: 'assign', actorId: 'iryna', key: 'SD-1', personId: 'taras' },
      { kind: 'comment', actorId: 'taras', key: 'SD-1', text: 'Psst', public: false },
      { kind: 'transition', actorId: 'taras', key: 'SD-1', status: 'New' },
      { kind: 'comment', actorId: 'olena', key: 'SD-1', text: '', files: [{ filename: 'a.txt', content: 'words' }] },
    ]);
    expect(first.body).toEqual({
      results: [
        { kind: 'done', key: 'SD-1' },
        { kind: 'done', key: 'SD-1' },
        { kind: 'done', key: 'SD-1', commentId: expect.any(String) },
        { kind: 'refused', status: 400, reason: "No transition leads SD-1 to 'New'." },
        { kind: 'done', key: 'SD-1', commentId: expect.any(String), attachmentIds: [expect.any(String)] },
      ],
    });
    const commentId = textAt(first, 'results', 2, 'commentId');
    await act([
      { kind: 'set-comment-visibility', actorId: 'iryna', key: 'SD-1', commentId, public: true },
      { kind: 'edit-comment', actorId: 'taras', key: 'SD-1', commentId, text: 'Hello' },
      { kind: 'delete-comment', actorId: 'olena', key: 'SD-1', commentId: textAt(first, 'results', 4, 'commentId') },
      { kind: 'set-labels', actorId: 'iryna', key: 'SD-1', labels: ['vip'] },
    ]);
    expect(site.sim.issue('SD-1')).toMatchObject({
      assignee: { id: 'taras' },
      comments: [{ id: commentId, body: 'Hello', public: true, author: { id: 'taras' } }],
      attachments: [{ filename: 'a.txt', public: false }],
      labels: ['vip'],
    });
  });

  test('nothing happens when one action of a call is malformed, none is given, or too many are', async () => {
    await using site = await startSite('cloud');
    const create = { kind: 'create-issue', actorId: 'olena', summary: 'x' };
    for (const actions of [[], [create, { kind: 'explode' }], Array.from({ length: 1_001 }, () => create)]) {
      expect((await site.call('POST', '/simulator/act', { actions })).status).toBe(400);
    }
    expect(site.sim.issues()).toEqual([]);
  });

  test('in code an action is the same, and tells what it did', async () => {
    await using site = await startSite('cloud');
    expect(site.sim.act({ kind: 'create-issue', actorId: 'olena', summary: 'x' })).toEqual({
      kind: 'done',
      key: 'SD-1',
    });
    expect(site.sim.act({ kind: 'delete-issue', actorId: 'iryna', key: 'SD-1' })).toEqual({
      kind: 'done',
      key: 'SD-1',
    });
    expect(site.sim.act({ kind: 'delete-issue', actorId: 'iryna', key: 'SD-1' })).toMatchObject({ status: 404 });
    expect(site.sim.issues()).toEqual([]);
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
