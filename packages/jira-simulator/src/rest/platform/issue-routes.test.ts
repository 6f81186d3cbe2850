import { describe, expect, test } from 'vitest';
import { flavours, startSite, textAt, valueAt } from '../../../test/start-site.ts';

describe.each(flavours)('issues on %s', (flavour) => {
  test('creating answers 201 with id, key and self', async () => {
    await using site = await startSite(flavour);
    const fields = {
      project: { key: 'SD' },
      issuetype: { id: '10004' },
      summary: 'New laptop',
      description: site.text('for Olena'),
    };
    const answer = await site.call('POST', `${site.api}/issue`, { fields });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ key: 'SD-1', id: expect.stringMatching(/^\d+$/) });
    expect(site.sim.issue('SD-1')).toMatchObject({
      summary: 'New laptop',
      description: 'for Olena',
      requestTypeId: null,
    });
  });

  test.each([
    ['no project', { summary: 'x', issuetype: { id: '1' } }, 'project'],
    ["another site's project", { summary: 'x', issuetype: { id: '1' }, project: { key: 'NOPE' } }, 'project'],
    ['no type', { summary: 'x', project: { key: 'SD' } }, 'issuetype'],
    ['no summary', { issuetype: { id: '1' }, project: { key: 'SD' } }, 'summary'],
    ['a blank summary', { issuetype: { id: '1' }, project: { key: 'SD' }, summary: '  ' }, 'summary'],
    ['a summary of two lines', { issuetype: { id: '1' }, project: { key: 'SD' }, summary: 'a\nb' }, 'summary'],
    [
      'a summary of 256 characters',
      { issuetype: { id: '1' }, project: { key: 'SD' }, summary: 'a'.repeat(256) },
      'summary',
    ],
    ['an unknown field', { issuetype: { id: '1' }, project: { key: 'SD' }, summary: 'x', nonsense: 1 }, 'nonsense'],
  ])('creating with %s is refused with 400 and names the field', async (_case, fields, field) => {
    await using site = await startSite(flavour);
    const answer = await site.call('POST', `${site.api}/issue`, { fields });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errorMessages: [], errors: { [field]: expect.any(String) } });
    expect(site.sim.issues()).toEqual([]);
  });

  test('reading by key, by lower-case key and by id gives the same issue', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const byKey = await site.call('GET', `${site.api}/issue/${key}`);
    expect(byKey.status).toBe(200);
    for (const reference of [key.toLowerCase(), textAt(byKey, 'id')]) {
      expect((await site.call('GET', `${site.api}/issue/${reference}`)).body).toEqual(byKey.body);
    }
  });

  test('reading an unknown issue answers 404 in the platform shape', async () => {
    await using site = await startSite(flavour);
    const answer = await site.call('GET', `${site.api}/issue/SD-404`);
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual({
      errorMessages: ['Issue does not exist or you do not have permission to see it.'],
      errors: {},
    });
  });

  test('reading gives only the fields asked for', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const some = await site.call('GET', `${site.api}/issue/${key}?fields=summary,status`);
    expect(Object.keys(Object(valueAt(some, 'fields'))).sort()).toEqual(['status', 'summary']);
    const without = await site.call('GET', `${site.api}/issue/${key}?fields=-comment`);
    expect(valueAt(without, 'fields', 'comment')).toBeUndefined();
    expect(valueAt(without, 'fields', 'summary')).toBe('Wi-Fi is gone');
  });

  test('editing sets all fields, or none when one is wrong', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const wrong = { fields: { summary: 'Changed', labels: ['two words'] } };
    const refused = await site.call('PUT', `${site.api}/issue/${key}`, wrong);
    expect(refused.status).toBe(400);
    expect(refused.body).toEqual({
      errorMessages: [],
      errors: { labels: "The label 'two words' contains spaces which is invalid." },
    });
    expect(site.sim.issue(key)?.summary).toBe('Wi-Fi is gone');

    const right = { fields: { summary: 'Changed', priority: { name: 'High' }, description: site.text('More') } };
    expect((await site.call('PUT', `${site.api}/issue/${key}`, right)).status).toBe(204);
    expect(site.sim.issue(key)).toMatchObject({ summary: 'Changed', priority: 'High', description: 'More' });
  });

  test.each([
    ['priority', { priority: { name: 'Critical' } }],
    ['reporter', { reporter: { accountId: 'nobody', name: 'nobody' } }],
    ['description', { description: 7 }],
    ['labels', { labels: 'one' }],
    ['customfield_10052', { customfield_10052: 'many' }],
    ['customfield_10053', { customfield_10053: '20.11.2026' }],
    ['customfield_10055', { customfield_10055: { accountId: 'nobody', name: 'nobody' } }],
    ['customfield_10060', { customfield_10060: { id: '9' } }],
    ['customfield_10061', { customfield_10061: [{ id: '9' }] }],
    ['customfield_99999', { customfield_99999: 'x' }],
  ])('editing %s to something impossible is refused with 400', async (field, fields) => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const answer = await site.call('PUT', `${site.api}/issue/${key}`, { fields });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: { [field]: expect.any(String) } });
  });

  test('custom fields keep their values in the shape Jira answers with', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const fields = {
      customfield_10050: '3.14',
      customfield_10052: 4,
      customfield_10053: '2026-12-01',
      customfield_10055: site.person('iryna'),
      customfield_10060: { value: 'Library' },
      customfield_10061: [{ id: '7' }],
    };
    expect((await site.call('PUT', `${site.api}/issue/${key}`, { fields })).status).toBe(204);
    expect(site.sim.issue(key)?.customFields).toEqual({
      ...fields,
      customfield_10060: { id: '2', value: 'Library' },
      customfield_10061: [{ id: '7', value: 'Delivery' }],
    });
  });

  test('labels are added and removed by update verbs', async () => {
    await using site = await startSite(flavour);
    const key = await site.file({ labels: ['desk-1', 'old'] });
    const update = { labels: [{ add: 'vip' }, { remove: 'old' }] };
    expect((await site.call('PUT', `${site.api}/issue/${key}`, { update })).status).toBe(204);
    expect(site.sim.issue(key)?.labels).toEqual(['desk-1', 'vip']);
    const both = { fields: { labels: [] }, update };
    expect((await site.call('PUT', `${site.api}/issue/${key}`, both)).status).toBe(400);
    expect((await site.call('PUT', `${site.api}/issue/${key}`, { update: { summary: [{ add: 'x' }] } })).status).toBe(
      400,
    );
    expect((await site.call('PUT', `${site.api}/issue/${key}`, { update: { summary: [{ set: 'Set' }] } })).status).toBe(
      204,
    );
    expect(site.sim.issue(key)?.summary).toBe('Set');
  });

  test('every change stands in the changelog with its author', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    site.sim.agent('iryna').setPriority(key, 'Highest');
    const answer = await site.call('GET', `${site.api}/issue/${key}?expand=changelog`);
    expect(valueAt(answer, 'changelog')).toMatchObject({
      total: 1,
      histories: [
        { author: site.person('iryna'), items: [{ field: 'priority', fromString: 'Medium', toString: 'Highest' }] },
      ],
    });
  });

  test('the transitions come along when expanded', async () => {
    await using site = await startSite(flavour);
    const answer = await site.call('GET', `${site.api}/issue/${await site.file()}?expand=transitions`);
    expect(valueAt(answer, 'transitions', 0)).toMatchObject({ id: '11', to: { name: 'In Progress' } });
  });

  test('an edit that changes nothing leaves no trace', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const before = site.sim.issue(key)?.updatedAt;
    site.clock.at += 60_000;
    await site.call('PUT', `${site.api}/issue/${key}`, { fields: { summary: 'Wi-Fi is gone' } });
    expect(site.sim.issue(key)).toMatchObject({ updatedAt: before, history: [] });
  });

  test('deleting answers 204, then the issue is unknown', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    expect((await site.call('DELETE', `${site.api}/issue/${key}`)).status).toBe(204);
    expect((await site.call('DELETE', `${site.api}/issue/${key}`)).status).toBe(404);
    expect(site.sim.issue(key)).toBeUndefined();
  });
});

describe.each(flavours)('assigning on %s', (flavour) => {
  test('a specialist is assigned and taken off again', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    expect((await site.call('PUT', `${site.api}/issue/${key}/assignee`, site.person('iryna'))).status).toBe(204);
    expect(site.sim.issue(key)?.assignee?.id).toBe('iryna');
    const nobody = flavour === 'cloud' ? { accountId: null } : { name: null };
    expect((await site.call('PUT', `${site.api}/issue/${key}/assignee`, nobody)).status).toBe(204);
    expect(site.sim.issue(key)?.assignee).toBeNull();
  });

  test('a customer, a stranger and the other flavour’s way of naming are refused with 400', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const otherWay = flavour === 'cloud' ? { name: 'iryna' } : { accountId: 'iryna' };
    for (const body of [site.person('olena'), site.person('nobody'), otherWay]) {
      const answer = await site.call('PUT', `${site.api}/issue/${key}/assignee`, body);
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ errors: { assignee: expect.any(String) } });
    }
    expect(site.sim.issue(key)?.assignee).toBeNull();
  });

  test('an unknown issue answers 404', async () => {
    await using site = await startSite(flavour);
    expect((await site.call('PUT', `${site.api}/issue/SD-9/assignee`, site.person('iryna'))).status).toBe(404);
  });
});

test('Cloud pages the changelog on its own path; Data Center has no such path', async () => {
  await using cloud = await startSite('cloud');
  const key = await cloud.file();
  cloud.sim.agent('iryna').assign(key, 'iryna');
  cloud.sim.agent('iryna').setPriority(key, 'Low');
  const page = await cloud.call('GET', `/rest/api/3/issue/${key}/changelog?maxResults=1`);
  expect(page.body).toMatchObject({
    total: 2,
    isLast: false,
    values: [{ items: [{ field: 'assignee', fieldId: 'assignee' }] }],
  });

  await using dataCenter = await startSite('data-center');
  expect((await dataCenter.call('GET', `/rest/api/2/issue/${await dataCenter.file()}/changelog`)).status).toBe(404);
});
