import { describe, expect, test } from 'vitest';
import { flavours, startSite, valueAt } from '../../../test/start-site.ts';

describe.each(flavours)('the site itself on %s', (flavour) => {
  test('serverInfo, myself and mypermissions tell who is talking to what', async () => {
    await using site = await startSite(flavour);
    const info = await site.call('GET', `${site.api}/serverInfo`);
    expect(info.body).toMatchObject({
      baseUrl: site.sim.baseUrl,
      deploymentType: flavour === 'cloud' ? 'Cloud' : 'Server',
    });
    const myself = await site.call('GET', `${site.api}/myself`);
    expect(myself.body).toMatchObject({ timeZone: 'Europe/Kyiv', active: true });
    expect(Object.keys(Object(myself.body))).toContain(flavour === 'cloud' ? 'accountId' : 'name');
    const permissions = await site.call('GET', `${site.api}/mypermissions?permissions=ASSIGN_ISSUES,ADMINISTER`);
    expect(valueAt(permissions, 'permissions')).toMatchObject({
      ASSIGN_ISSUES: { havePermission: true, type: 'PROJECT' },
      ADMINISTER: { havePermission: false, type: 'GLOBAL' },
    });
    expect((await site.call('GET', `${site.api}/mypermissions?permissions=FLY`)).status).toBe(400);
  });

  test('priorities, statuses, resolutions, fields, project and link types are listed', async () => {
    await using site = await startSite(flavour);
    const priorities = await site.call('GET', `${site.api}/priority`);
    expect(priorities.body).toMatchObject([
      { name: 'Highest' },
      { name: 'High' },
      { name: 'Medium' },
      { name: 'Low' },
      { name: 'Lowest' },
    ]);
    const statuses = await site.call('GET', `${site.api}/status`);
    expect(statuses.body).toMatchObject([
      { name: 'New', statusCategory: { key: 'new' } },
      {},
      {},
      {},
      { name: 'Resolved' },
      {},
    ]);
    expect(valueAt(await site.call('GET', `${site.api}/resolution`), 0, 'name')).toBe('Done');
    const fields = await site.call('GET', `${site.api}/field`);
    expect(fields.body).toContainEqual(
      expect.objectContaining({ id: 'customfield_10050', name: 'Room', custom: true }),
    );
    expect(valueAt(await site.call('GET', `${site.api}/project/SD`), 'name')).toBe('Help desk');
    expect((await site.call('GET', `${site.api}/project/NOPE`)).status).toBe(404);
    expect(valueAt(await site.call('GET', `${site.api}/issueLinkType`), 'issueLinkTypes', 1, 'name')).toBe('Duplicate');
  });

  test('people are found by the beginning of address or name, and an address may find more than one', async () => {
    await using site = await startSite(flavour);
    const parameter = flavour === 'cloud' ? 'query' : 'username';
    const find = (text: string) => site.call('GET', `${site.api}/user/search?${parameter}=${encodeURIComponent(text)}`);
    expect((await find('olena@example.invalid')).body).toMatchObject([{ emailAddress: 'olena@example.invalid' }]);
    expect((await find('kov')).body).toMatchObject([{ displayName: 'Olena Koval' }]);
    expect((await find('o')).body).toMatchObject([{ displayName: 'Olena Koval' }, { displayName: 'Petro Outsider' }]);
    expect((await find('lena')).body).toEqual([]);
    expect((await site.call('GET', `${site.api}/user/search`)).status).toBe(400);
  });

  test('only active specialists are assignable', async () => {
    await using site = await startSite(flavour);
    const answer = await site.call('GET', `${site.api}/user/assignable/search?project=SD`);
    expect(answer.body).toMatchObject([{ displayName: 'Iryna Bondar' }, { displayName: 'Taras Hnatiuk' }]);
    const key = await site.file();
    expect((await site.call('GET', `${site.api}/user/assignable/search?issueKey=${key}`)).status).toBe(200);
    expect((await site.call('GET', `${site.api}/user/assignable/search?project=NOPE`)).status).toBe(404);
    expect((await site.call('GET', `${site.api}/user/assignable/search`)).status).toBe(400);
  });

  test('one person is read by account id or username', async () => {
    await using site = await startSite(flavour);
    const parameter = flavour === 'cloud' ? 'accountId' : 'username';
    expect((await site.call('GET', `${site.api}/user?${parameter}=iryna`)).body).toMatchObject(site.person('iryna'));
    expect((await site.call('GET', `${site.api}/user?${parameter}=nobody`)).status).toBe(404);
  });

  test('two issues are linked, each seeing the other', async () => {
    await using site = await startSite(flavour);
    const [older, younger] = [await site.file(), await site.file()];
    const link = { type: { name: 'Duplicate' }, inwardIssue: { key: younger }, outwardIssue: { key: older } };
    expect((await site.call('POST', `${site.api}/issueLink`, link)).status).toBe(201);
    const answer = await site.call('GET', `${site.api}/issue/${younger}?fields=issuelinks`);
    expect(valueAt(answer, 'fields', 'issuelinks')).toMatchObject([
      { type: { outward: 'duplicates' }, outwardIssue: { key: older } },
    ]);
    expect(site.sim.issue(older)?.links).toEqual([{ type: 'Duplicate', direction: 'inward', key: younger }]);
    const unknownType = { ...link, type: { name: 'Envies' } };
    expect((await site.call('POST', `${site.api}/issueLink`, unknownType)).status).toBe(404);
    expect((await site.call('POST', `${site.api}/issueLink`, { ...link, outwardIssue: { key: 'SD-9' } })).status).toBe(
      404,
    );
    expect((await site.call('POST', `${site.api}/issueLink`, { ...link, outwardIssue: { key: younger } })).status).toBe(
      400,
    );
  });
});

describe.each(flavours)('entity properties on %s', (flavour) => {
  test('an issue’s property is written, replaced, listed, read and deleted', async () => {
    await using site = await startSite(flavour);
    const path = `${site.api}/issue/${await site.file()}/properties`;
    expect((await site.call('PUT', `${path}/desk`, { id: 1 })).status).toBe(201);
    expect((await site.call('PUT', `${path}/desk`, { id: 2 })).status).toBe(200);
    expect((await site.call('GET', `${path}/desk`)).body).toEqual({ key: 'desk', value: { id: 2 } });
    expect((await site.call('GET', path)).body).toMatchObject({ keys: [{ key: 'desk' }] });
    expect((await site.call('DELETE', `${path}/desk`)).status).toBe(204);
    for (const method of ['GET', 'DELETE']) expect((await site.call(method, `${path}/desk`)).status).toBe(404);
  });

  test('too long a value is refused with 400, an unknown issue with 404', async () => {
    await using site = await startSite(flavour);
    const path = `${site.api}/issue/${await site.file()}/properties/desk`;
    expect((await site.call('PUT', path, 'a'.repeat(32_768))).status).toBe(400);
    expect((await site.call('PUT', path)).status).toBe(400);
    const unknown = `${site.api}/issue/SD-9/properties`;
    expect((await site.call('GET', unknown)).status).toBe(404);
    for (const method of ['GET', 'PUT', 'DELETE']) {
      expect((await site.call(method, `${unknown}/desk`, method === 'PUT' ? 1 : undefined)).status).toBe(404);
    }
  });

  test('a comment’s visibility property makes it internal', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const { id } = site.sim.agent('iryna').comment(key, 'Hello');
    const path = `${site.api}/comment/${id}/properties/sd.public.comment`;
    expect((await site.call('PUT', path, { internal: true })).status).toBe(200);
    expect(site.sim.issue(key)?.comments[0]?.public).toBe(false);
    expect((await site.call('GET', path)).body).toEqual({ key: 'sd.public.comment', value: { internal: true } });
    expect((await site.call('GET', `${site.api}/comment/1/properties/x`)).status).toBe(404);
    expect((await site.call('PUT', `${site.api}/comment/1/properties/x`, 1)).status).toBe(404);
  });
});
