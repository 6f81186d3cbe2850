import { describe, expect, test } from 'vitest';
import { adf, flavours, startSite, textAt, valueAt } from '../../../test/start-site.ts';

const internal = { key: 'sd.public.comment', value: { internal: true } };
const marker = { key: 'desk.message', value: { id: 'm-1' } };

describe.each(flavours)('comments on %s', (flavour) => {
  test('a comment carries its text, its visibility and its properties in one request', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const body = { body: site.text('Looking into it'), properties: [internal, marker] };
    const answer = await site.call('POST', `${site.api}/issue/${key}/comment?expand=properties`, body);
    expect(answer.status).toBe(201);
    expect(valueAt(answer, 'body')).toEqual(site.text('Looking into it'));
    expect(valueAt(answer, 'properties')).toEqual([internal, marker]);
    expect(site.sim.issue(key)?.comments).toMatchObject([{ public: false, body: 'Looking into it' }]);
  });

  test('a comment without the property is public', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    await site.call('POST', `${site.api}/issue/${key}/comment`, { body: site.text('Hello') });
    expect(site.sim.issue(key)?.comments[0]?.public).toBe(true);
  });

  test('properties show only when expanded', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    await site.call('POST', `${site.api}/issue/${key}/comment`, { body: site.text('Hello'), properties: [marker] });
    const plain = await site.call('GET', `${site.api}/issue/${key}/comment`);
    expect(valueAt(plain, 'comments', 0, 'properties')).toBeUndefined();
    const expanded = await site.call('GET', `${site.api}/issue/${key}/comment?expand=properties,renderedBody`);
    expect(valueAt(expanded, 'comments', 0)).toMatchObject({ properties: [marker], renderedBody: '<p>Hello</p>' });
  });

  test('the list is paged and sorted', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    for (const text of ['one', 'two', 'three']) site.sim.agent('iryna').comment(key, text);
    const page = await site.call('GET', `${site.api}/issue/${key}/comment?startAt=1&maxResults=1`);
    expect(page.body).toMatchObject({ total: 3, startAt: 1, maxResults: 1, comments: [{ body: site.text('two') }] });
    const newest = await site.call('GET', `${site.api}/issue/${key}/comment?orderBy=-created&maxResults=1`);
    expect(valueAt(newest, 'comments', 0, 'body')).toEqual(site.text('three'));
    expect((await site.call('GET', `${site.api}/issue/${key}/comment?orderBy=author`)).status).toBe(400);
  });

  test('editing changes text and visibility, deleting removes it', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const { id } = site.sim.agent('iryna').comment(key, 'Draft');
    const path = `${site.api}/issue/${key}/comment/${id}`;
    expect((await site.call('PUT', path, { body: site.text('Final'), properties: [internal] })).status).toBe(200);
    expect(site.sim.issue(key)?.comments).toMatchObject([{ body: 'Final', public: false }]);
    expect(textAt(await site.call('GET', path), 'id')).toBe(id);
    expect((await site.call('DELETE', path)).status).toBe(204);
    for (const method of ['GET', 'DELETE']) expect((await site.call(method, path)).status).toBe(404);
    expect((await site.call('PUT', path, { body: site.text('x') })).status).toBe(404);
  });

  test('an unknown issue answers 404', async () => {
    await using site = await startSite(flavour);
    for (const method of ['GET', 'POST']) {
      const body = method === 'POST' ? { body: site.text('x') } : undefined;
      expect((await site.call(method, `${site.api}/issue/SD-9/comment`, body)).status).toBe(404);
    }
  });

  test.each([
    ['empty', ''],
    ['blank', '  \n '],
    ['longer than 32,767 characters', 'a'.repeat(32_768)],
  ])('a text that is %s is refused with 400', async (_case, text) => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const body =
      flavour === 'cloud'
        ? { body: text === '' ? { type: 'doc', version: 1, content: [] } : adf(text) }
        : { body: text };
    const answer = await site.call('POST', `${site.api}/issue/${key}/comment`, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errors: { comment: expect.any(String) } });
  });

  test('the other flavour’s format, and a misspelt key, are refused with 400', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const wrongFormat = flavour === 'cloud' ? 'plain text' : adf('a document');
    expect((await site.call('POST', `${site.api}/issue/${key}/comment`, { body: wrongFormat })).status).toBe(400);
    const misspelt = { body: site.text('x'), propertes: [internal] };
    expect((await site.call('POST', `${site.api}/issue/${key}/comment`, misspelt)).status).toBe(400);
    expect(site.sim.issue(key)?.comments).toEqual([]);
  });
});

test('only Cloud says in the comment itself whether it is public', async () => {
  await using cloud = await startSite('cloud');
  const onCloud = await cloud.call('POST', `/rest/api/3/issue/${await cloud.file()}/comment`, {
    body: adf('x'),
    properties: [internal],
  });
  expect(valueAt(onCloud, 'jsdPublic')).toBe(false);
  await using dataCenter = await startSite('data-center');
  const onDataCenter = await dataCenter.call('POST', `/rest/api/2/issue/${await dataCenter.file()}/comment`, {
    body: 'x',
  });
  expect(onDataCenter.body).not.toHaveProperty('jsdPublic');
});

test('Cloud refuses an empty text node, as the real one does', async () => {
  await using site = await startSite('cloud');
  const key = await site.file();
  expect((await site.call('POST', `/rest/api/3/issue/${key}/comment`, { body: adf('') })).status).toBe(400);
});
