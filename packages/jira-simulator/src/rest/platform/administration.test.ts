import { describe, expect, test } from 'vitest';
import { startReceiver } from '../../../test/start-receiver.ts';
import { flavours, startSite, textAt, valueAt } from '../../../test/start-site.ts';
import { signWebhook } from '../../webhooks/post-webhook.ts';

const administrator = { withheldPermissions: [] };

describe.each(flavours)('what administrators look after on %s', (flavour) => {
  test('a project’s statuses are listed by issue type', async () => {
    await using site = await startSite(flavour);
    const answer = await site.call('GET', `${site.api}/project/SD/statuses`);
    expect(answer.body).toMatchObject([{ id: '10004', statuses: [{ name: 'New' }, {}, {}, {}, {}, { id: '6' }] }]);
    expect((await site.call('GET', `${site.api}/project/NOPE/statuses`)).status).toBe(404);
  });

  test('the edit screen has what is on it and may be edited', async () => {
    await using site = await startSite(flavour, { notOnEditScreen: ['labels'] });
    const path = `${site.api}/issue/${await site.file()}/editmeta`;
    const fields = Object(valueAt(await site.call('GET', path), 'fields'));
    expect(Object.keys(fields)).toEqual(['summary', 'description', 'priority', 'assignee']);
    expect((await site.call('GET', `${site.api}/issue/SD-9/editmeta`)).status).toBe(404);
  });

  test('without the permission to edit nothing can be', async () => {
    await using site = await startSite(flavour, { withheldPermissions: ['EDIT_ISSUES'] });
    const answer = await site.call('GET', `${site.api}/issue/${await site.file()}/editmeta`);
    expect(answer.body).toEqual({ fields: {} });
  });

  test('whoever is no agent may not raise requests for others', async () => {
    const form = '/rest/servicedeskapi/servicedesk/1/requesttype/11/field';
    await using agents = await startSite(flavour);
    expect(valueAt(await agents.call('GET', form), 'canRaiseOnBehalfOf')).toBe(true);
    await using others = await startSite(flavour, { withheldPermissions: ['SERVICEDESK_AGENT'] });
    expect(valueAt(await others.call('GET', form), 'canRaiseOnBehalfOf')).toBe(false);
    const permissions = await others.call('GET', `${others.api}/mypermissions?permissions=SERVICEDESK_AGENT`);
    expect(valueAt(permissions, 'permissions', 'SERVICEDESK_AGENT', 'havePermission')).toBe(false);
  });

  test('groups of request types have the names they are given', async () => {
    await using site = await startSite(flavour, { requestTypeGroups: [{ id: '1', name: 'Network' }] });
    const answer = await site.call('GET', '/rest/servicedeskapi/servicedesk/1/requesttypegroup');
    expect(valueAt(answer, 'values')).toEqual([
      { id: '1', name: 'Network' },
      { id: '2', name: '2' },
    ]);
    expect((await site.call('GET', '/rest/servicedeskapi/servicedesk/9/requesttypegroup')).status).toBe(404);
  });

  test('the field of the request type is among the fields', async () => {
    await using site = await startSite(flavour);
    const { body } = await site.call('GET', `${site.api}/field`);
    expect(body).toContainEqual(
      expect.objectContaining({ schema: expect.objectContaining({ custom: 'com.atlassian.servicedesk:vp-origin' }) }),
    );
  });

  test('webhooks are the administrators’ alone', async () => {
    await using site = await startSite(flavour);
    const path = webhookPaths[flavour];
    expect((await site.call('GET', path)).status).toBe(403);
    expect((await site.call('POST', path, { name: 'Desk' })).status).toBe(403);
    expect((await site.call('DELETE', `${path}/1`)).status).toBe(403);
  });

  test('a registered webhook is listed without its secret, posted to with its signature, and removed', async () => {
    await using receiver = await startReceiver();
    await using site = await startSite(flavour, administrator);
    const path = webhookPaths[flavour];
    const wanted = { name: 'Desk', url: receiver.url, events: ['jira:issue_created'] };
    const proof = flavour === 'cloud' ? { secret: 'between-us' } : { configuration: { SECRET: 'between-us' } };
    const added = await site.call('POST', path, { ...wanted, ...proof });
    expect(added.status).toBe(201);
    const listed = await site.call('GET', path);
    expect(listed.body).toMatchObject([wanted]);
    expect(JSON.stringify([added.body, listed.body])).not.toContain('between-us');

    await site.file();
    await site.sim.webhooks.settled();
    const [post] = receiver.received;
    expect(post?.headers['x-hub-signature']).toBe(signWebhook('between-us', post?.raw ?? ''));

    const id = flavour === 'cloud' ? textAt(listed, 0, 'self').split('/').at(-1) : valueAt(listed, 0, 'id');
    expect((await site.call('DELETE', `${path}/${id}`)).status).toBe(204);
    expect((await site.call('DELETE', `${path}/${id}`)).status).toBe(404);
    expect((await site.call('GET', path)).body).toEqual([]);
  });

  test('half a webhook is refused', async () => {
    await using site = await startSite(flavour, administrator);
    expect((await site.call('POST', webhookPaths[flavour], { name: 'Desk', events: [] })).status).toBe(400);
  });
});

const webhookPaths = { cloud: '/rest/webhooks/1.0/webhook', 'data-center': '/rest/jira-webhook/1.0/webhooks' } as const;

test('an older Data Center has its webhooks where Cloud has them, and signs none', async () => {
  await using receiver = await startReceiver();
  await using site = await startSite('data-center', { ...administrator, version: '9.12.0' });
  expect((await site.call('GET', webhookPaths['data-center'])).status).toBe(404);
  const wanted = { name: 'Desk', url: `${receiver.url}?secret=x`, events: ['jira:issue_created'], secret: 'ignored' };
  expect((await site.call('POST', webhookPaths.cloud, wanted)).status).toBe(201);
  await site.file();
  await site.sim.webhooks.settled();
  expect(receiver.received[0]?.headers['x-hub-signature']).toBeUndefined();
});

test('Cloud says what it is under the older root as well', async () => {
  await using site = await startSite('cloud');
  expect(valueAt(await site.call('GET', '/rest/api/2/serverInfo'), 'deploymentType')).toBe('Cloud');
});
