import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { startReceiver } from '../../test/start-receiver.ts';
import { adf, flavours, startSite } from '../../test/start-site.ts';
import { signWebhook } from './post-webhook.ts';

const secret = 'hook-secret';

describe.each(flavours)('webhooks of %s', (flavour) => {
  test('a new request is announced with its fields, text as plain text', async () => {
    await using receiver = await startReceiver();
    await using site = await startSite(flavour, { webhook: { url: receiver.url, style: 'signature' } });
    await site.file({ description: 'Third floor', labels: ['desk-1'] });
    await site.sim.webhooks.settled();
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]?.payload).toMatchObject({
      webhookEvent: 'jira:issue_created',
      issue_event_type_name: 'issue_created',
      timestamp: site.clock.at,
      user: { displayName: 'Service account' },
      issue: {
        key: 'SD-1',
        fields: {
          summary: 'Wi-Fi is gone',
          description: 'Third floor',
          labels: ['desk-1'],
          reporter: site.person('olena'),
        },
      },
    });
  });

  test('a change is announced with its changelog', async () => {
    await using receiver = await startReceiver();
    await using site = await startSite(flavour, { webhook: { url: receiver.url, style: 'signature' } });
    const iryna = site.sim.agent('iryna');
    const { key } = iryna.createIssue({ summary: 'x' });
    iryna.assign(key, 'taras');
    iryna.transition(key, 'Resolved');
    iryna.attach(key, { filename: 'a.txt', content: 'hello' });
    await site.sim.webhooks.settled();
    const updates = receiver.received
      .map(({ payload }) => payload)
      .filter(({ webhookEvent }) => webhookEvent === 'jira:issue_updated');
    expect(updates).toHaveLength(3);
    expect(updates).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          issue_event_type_name: 'issue_assigned',
          user: expect.objectContaining(site.person('iryna')),
          changelog: {
            id: expect.any(String),
            items: [expect.objectContaining({ field: 'assignee', from: null, to: 'taras', toString: 'Taras Hnatiuk' })],
          },
        }),
        expect.objectContaining({
          issue_event_type_name: 'issue_generic',
          changelog: {
            id: expect.any(String),
            items: [
              expect.objectContaining({ field: 'resolution', toString: 'Done' }),
              expect.objectContaining({ field: 'status', from: '1', fromString: 'New', to: '5', toString: 'Resolved' }),
            ],
          },
        }),
        expect.objectContaining({
          issue_event_type_name: 'issue_updated',
          changelog: {
            id: expect.any(String),
            items: [expect.objectContaining({ field: 'Attachment', toString: 'a.txt' })],
          },
        }),
      ]),
    );
  });

  test('properties and participants are not announced', async () => {
    await using receiver = await startReceiver();
    await using site = await startSite(flavour, { webhook: { url: receiver.url, style: 'signature' } });
    const key = await site.file();
    await site.call('PUT', `${site.api}/issue/${key}/properties/desk`, 1);
    await site.call('POST', `/rest/servicedeskapi/request/${key}/participant`, {
      [flavour === 'cloud' ? 'accountIds' : 'usernames']: ['taras'],
    });
    expect(site.sim.issue(key)?.participants).toHaveLength(1);
    await site.sim.webhooks.settled();
    expect(receiver.received.map(({ payload }) => payload.webhookEvent)).toEqual(['jira:issue_created']);
  });

  test('a deleted issue is announced', async () => {
    await using receiver = await startReceiver();
    await using site = await startSite(flavour, { webhook: { url: receiver.url, style: 'signature' } });
    await site.call('DELETE', `${site.api}/issue/${await site.file()}`);
    await site.sim.webhooks.settled();
    expect(receiver.received.at(-1)?.payload).toMatchObject({
      webhookEvent: 'jira:issue_deleted',
      issue: { key: 'SD-1' },
    });
  });

  test('the raw body is signed with the secret', async () => {
    await using receiver = await startReceiver();
    await using site = await startSite(flavour, { webhook: { url: receiver.url, secret, style: 'signature' } });
    await site.file({ description: 'Кирилиця' });
    await site.sim.webhooks.settled();
    const [hook] = receiver.received;
    const expected = createHmac('sha256', secret)
      .update(Buffer.from(hook?.raw ?? ''))
      .digest('hex');
    expect(hook?.headers['x-hub-signature']).toBe(`sha256=${expected}`);
    expect(signWebhook(secret, hook?.raw ?? '')).toBe(`sha256=${expected}`);
    expect(hook?.url).toBe('/hooks/tracker');
  });

  test('the older way puts the secret into the address and signs nothing', async () => {
    await using receiver = await startReceiver();
    await using site = await startSite(flavour, { webhook: { url: receiver.url, secret, style: 'query-secret' } });
    await site.file();
    await site.sim.webhooks.settled();
    expect(receiver.received[0]?.url).toBe('/hooks/tracker?secret=hook-secret');
    expect(receiver.received[0]?.headers).not.toHaveProperty('x-hub-signature');
  });

  test('drop, duplicate and delay faults hit the events they name', async () => {
    await using receiver = await startReceiver();
    await using site = await startSite(flavour, { webhook: { url: receiver.url, style: 'signature' } });
    site.sim.faults.add({ kind: 'drop-webhook', path: 'jira:issue_created', times: 1 });
    const iryna = site.sim.agent('iryna');
    const { key } = iryna.createIssue({ summary: 'dropped' });
    site.sim.faults.add({ kind: 'duplicate-webhook', path: 'jira:issue_updated', times: 1 });
    iryna.assign(key, 'iryna');
    site.sim.faults.add({ kind: 'delay-webhook', times: 1 });
    iryna.setPriority(key, 'Low');
    await site.sim.webhooks.settled();
    const fields = () => receiver.received.map(({ raw }) => /"field":"(\w+)"/.exec(raw)?.[1]);
    expect(fields()).toEqual(['assignee', 'assignee']);
    expect(site.sim.webhooks.waiting()).toBe(1);
    await site.sim.webhooks.deliverNow();
    expect(fields()).toEqual(['assignee', 'assignee', 'priority']);
    expect(site.sim.webhooks.deliveries()[0]).toMatchObject({ event: 'jira:issue_created', outcome: 'dropped' });
  });

  test('a site that is down sends nothing until it is up again', async () => {
    await using receiver = await startReceiver();
    await using site = await startSite(flavour, { webhook: { url: receiver.url, style: 'signature' } });
    site.sim.down();
    site.sim.agent('iryna').createIssue({ summary: 'x' });
    await site.sim.webhooks.settled();
    expect(receiver.received).toEqual([]);
    await site.sim.up();
    await site.sim.webhooks.settled();
    expect(receiver.received).toHaveLength(1);
  });
});

describe('comment webhooks', () => {
  const internal = [{ key: 'sd.public.comment', value: { internal: true } }];

  test('Cloud names the issue and says whether the comment is public', async () => {
    await using receiver = await startReceiver();
    await using site = await startSite('cloud', { webhook: { url: receiver.url, style: 'signature' } });
    const key = await site.file();
    await site.call('POST', `/rest/api/3/issue/${key}/comment`, { body: adf('Psst'), properties: internal });
    const { id } = site.sim.agent('iryna').comment(key, 'Hello');
    site.sim.agent('iryna').setCommentVisibility(key, id, { public: false });
    site.sim.agent('iryna').deleteComment(key, id);
    await site.sim.webhooks.settled();
    const comments = receiver.received.map(({ payload }) => payload).filter(({ comment }) => comment !== undefined);
    expect(comments).toHaveLength(4);
    expect(comments).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          webhookEvent: 'comment_created',
          comment: expect.objectContaining({ body: 'Psst', jsdPublic: false }),
        }),
        expect.objectContaining({
          webhookEvent: 'comment_created',
          comment: expect.objectContaining({ body: 'Hello', jsdPublic: true }),
        }),
        expect.objectContaining({
          webhookEvent: 'comment_updated',
          comment: expect.objectContaining({ id, jsdPublic: false }),
        }),
        expect.objectContaining({ webhookEvent: 'comment_deleted', issue: expect.objectContaining({ key }) }),
      ]),
    );
  });

  test('Data Center names the issue only in a second webhook and never says who may read', async () => {
    await using receiver = await startReceiver();
    await using site = await startSite('data-center', { webhook: { url: receiver.url, style: 'signature' } });
    const key = await site.file();
    site.sim.agent('iryna').comment(key, 'Psst', { public: false });
    await site.sim.webhooks.settled();
    const hooks = receiver.received.filter(({ payload }) => payload.comment !== undefined);
    expect(hooks.map(({ payload }) => payload.webhookEvent).sort()).toEqual(['comment_created', 'jira:issue_updated']);
    const bare = hooks.find(({ payload }) => payload.webhookEvent === 'comment_created');
    expect(bare?.payload).not.toHaveProperty('issue');
    expect(bare?.raw).toContain(`/rest/api/2/issue/${site.sim.issue(key)?.id}/comment/`);
    const full = hooks.find(({ payload }) => payload.webhookEvent === 'jira:issue_updated');
    expect(full?.payload).toMatchObject({
      issue_event_type_name: 'issue_commented',
      issue: { key },
      comment: { body: 'Psst' },
    });
    expect(JSON.stringify(hooks)).not.toContain('jsdPublic');
  });
});

describe('retries', () => {
  test('Cloud repeats a failed webhook five times under one identifier, counting', async () => {
    await using receiver = await startReceiver();
    const webhook = { url: receiver.url, style: 'signature' as const, retryDelaysMs: [0, 0, 0, 0, 0] };
    await using site = await startSite('cloud', { webhook });
    receiver.answers.push(500, 429, 503, 408, 502, 500);
    site.sim.agent('iryna').createIssue({ summary: 'x' });
    await expect.poll(() => receiver.received.length, { timeout: 10_000 }).toBe(6);
    await site.sim.webhooks.settled();
    expect(site.sim.webhooks.waiting()).toBe(0);
    expect(new Set(receiver.received.map(({ headers }) => headers['x-atlassian-webhook-identifier'])).size).toBe(1);
    expect(receiver.received.map(({ headers }) => headers['x-atlassian-webhook-retry'])).toEqual([
      undefined,
      '1',
      '2',
      '3',
      '4',
      '5',
    ]);
    expect(new Set(receiver.received.map(({ raw }) => raw)).size).toBe(1);
  });

  test('Cloud repeats what could not be reached, and stops once it is taken', async () => {
    const gone = await startReceiver();
    await gone[Symbol.asyncDispose]();
    const webhook = { url: gone.url, style: 'signature' as const, retryDelaysMs: [3_600_000] };
    await using site = await startSite('cloud', { webhook });
    site.sim.agent('iryna').createIssue({ summary: 'x' });
    await site.sim.webhooks.settled();
    expect(site.sim.webhooks.waiting()).toBe(1);
    await site.sim.webhooks.deliverNow();
    expect(site.sim.webhooks.waiting()).toBe(0);
    expect(site.sim.webhooks.deliveries()).toMatchObject([
      { retry: 0, outcome: 'unreachable' },
      { retry: 1, outcome: 'unreachable' },
    ]);
  });

  test('Cloud does not repeat what was refused for good', async () => {
    await using receiver = await startReceiver();
    await using site = await startSite('cloud', { webhook: { url: receiver.url, style: 'signature' } });
    receiver.answers.push(401);
    site.sim.agent('iryna').createIssue({ summary: 'x' });
    await site.sim.webhooks.settled();
    expect(site.sim.webhooks.waiting()).toBe(0);
    expect(receiver.received).toHaveLength(1);
  });

  test('Data Center never repeats, and identifies nothing', async () => {
    await using receiver = await startReceiver();
    await using site = await startSite('data-center', { webhook: { url: receiver.url, style: 'signature' } });
    receiver.answers.push(500);
    site.sim.agent('iryna').createIssue({ summary: 'x' });
    await site.sim.webhooks.settled();
    expect(site.sim.webhooks.waiting()).toBe(0);
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]?.headers).not.toHaveProperty('x-atlassian-webhook-identifier');
  });
});

test('a storm reaches the receiver as planned, and everything that was not dropped arrives', async () => {
  await using receiver = await startReceiver();
  await using site = await startSite('cloud', { webhook: { url: receiver.url, style: 'signature' } });
  const disturbance = { seed: 7, dropShare: 1 / 3, duplicateShare: 0.5, shuffleAmong: 5 };
  site.sim.faults.add({ kind: 'disturb-webhook', path: 'comment_', times: 'always', disturbance });
  const iryna = site.sim.agent('iryna');
  const { key } = iryna.createIssue({ summary: 'x' });
  for (let count = 0; count < 60; count += 1) iryna.comment(key, `number ${count}`);
  await site.sim.webhooks.settled();
  expect(site.sim.webhooks.waiting()).toBeGreaterThan(0);
  await site.sim.webhooks.deliverNow();

  const counts = site.sim.webhooks.counts();
  const heard = receiver.received.flatMap(({ raw }) => /number (\d+)/.exec(raw)?.[1] ?? []).map(Number);
  expect(counts).toMatchObject({ events: 61, failed: 0, delivered: 61 - counts.dropped + counts.doubled });
  expect(heard).toHaveLength(60 - counts.dropped + counts.doubled);
  expect(new Set(heard).size).toBe(60 - counts.dropped);
  expect(counts.dropped).toBeGreaterThan(10);
  expect(counts.doubled).toBeGreaterThan(10);
  expect(heard).not.toEqual([...heard].sort((left, right) => left - right));
});
