import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { authorization, flavours, startSite, textAt, valueAt } from '../../../test/start-site.ts';

describe.each(flavours)('attachments on %s', (flavour) => {
  test('several files are attached in one request and keep their bytes', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const answer = await site.upload(`${site.api}/issue/${key}/attachments`, {
      'звіт.txt': 'текст',
      'b.bin': new Uint8Array([0, 255]),
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject([
      { filename: 'звіт.txt', size: 10 },
      { filename: 'b.bin', size: 2 },
    ]);
    const sha256 = createHash('sha256').update('текст').digest('hex');
    expect(site.sim.issue(key)?.attachments).toMatchObject([
      { filename: 'звіт.txt', sha256, public: true },
      { size: 2 },
    ]);
    expect(site.sim.issue(key)?.history).toMatchObject([
      { field: 'Attachment', to: 'звіт.txt' },
      { field: 'Attachment', to: 'b.bin' },
    ]);
  });

  test('the content address gives the bytes back', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const answer = await site.upload(`${site.api}/issue/${key}/attachments`, { 'a b.txt': 'hello' });
    const response = await fetch(textAt(answer, 0, 'content'), { headers: { authorization: authorization[flavour] } });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('hello');
    expect(response.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''a%20b.txt");
  });

  test('without X-Atlassian-Token Jira answers 403', async () => {
    await using site = await startSite(flavour);
    const key = await site.file();
    const answer = await site.upload(
      `${site.api}/issue/${key}/attachments`,
      { 'a.txt': 'x' },
      { 'x-atlassian-token': '' },
    );
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual({ errorMessages: ['XSRF check failed'], errors: {} });
    expect(site.sim.issue(key)?.attachments).toEqual([]);
  });

  test('an unknown issue answers 404, no files and no multipart 400, too large a file 413', async () => {
    await using site = await startSite(flavour, { attachmentBytesMax: 10 });
    const key = await site.file();
    const path = `${site.api}/issue/${key}/attachments`;
    expect((await site.upload(`${site.api}/issue/SD-9/attachments`, { 'a.txt': 'x' })).status).toBe(404);
    expect((await site.upload(path, {})).status).toBe(400);
    expect((await site.call('POST', path, {}, { 'x-atlassian-token': 'no-check' })).status).toBe(400);
    expect((await site.upload(path, { 'a.txt': 'eleven bytes' })).status).toBe(413);
    expect((await site.upload(path, { 'a.txt': 'ten  bytes' })).status).toBe(200);
  });

  test('the storage is bounded in total, and deleting makes room', async () => {
    await using site = await startSite(flavour, { storageBytesMax: 10 });
    const path = `${site.api}/issue/${await site.file()}/attachments`;
    const first = await site.upload(path, { 'a.txt': '123456' });
    expect((await site.upload(path, { 'b.txt': '1', 'c.txt': '12345' })).status).toBe(413);
    expect(site.sim.issue('SD-1')?.attachments).toHaveLength(1);
    expect((await site.call('DELETE', `${site.api}/attachment/${textAt(first, 0, 'id')}`)).status).toBe(204);
    expect((await site.upload(path, { 'b.txt': '1234567890' })).status).toBe(200);
  });

  test('metadata is read and removed by id', async () => {
    await using site = await startSite(flavour);
    const answer = await site.upload(`${site.api}/issue/${await site.file()}/attachments`, { 'a.txt': 'x' });
    const id = textAt(answer, 0, 'id');
    const metadata = await site.call('GET', `${site.api}/attachment/${id}`);
    expect(valueAt(metadata, 'id')).toBe(flavour === 'cloud' ? Number(id) : id);
    expect((await site.call('DELETE', `${site.api}/attachment/${id}`)).status).toBe(204);
    for (const method of ['GET', 'DELETE'])
      expect((await site.call(method, `${site.api}/attachment/${id}`)).status).toBe(404);
    expect(site.sim.issue('SD-1')?.attachments).toEqual([]);
  });
});

test('Cloud’s service desk leads to the bytes of a request’s own files, and of no other’s', async () => {
  await using site = await startSite('cloud');
  const [key, other] = [await site.file(), await site.file()];
  const { id } = site.sim.agent('iryna').attach(key, { filename: 'a.txt', mimeType: 'text/plain', content: 'hello' });
  const download = await site.call('GET', `/rest/servicedeskapi/request/${key}/attachment/${id}`);
  expect([download.status, download.body]).toEqual([200, 'hello']);
  expect(download.headers.get('content-length')).toBe('5');
  expect((await site.call('GET', `/rest/servicedeskapi/request/${other}/attachment/${id}`)).status).toBe(404);
});

test('Cloud redirects to an address of its own that needs no credentials and expires', async () => {
  await using site = await startSite('cloud');
  const answer = await site.upload(`/rest/api/3/issue/${await site.file()}/attachments`, { 'a.txt': 'hello' });
  const headers = { authorization: authorization.cloud };
  const content = textAt(answer, 0, 'content');
  const direct = await fetch(`${content}?redirect=false`, { headers, redirect: 'manual' });
  expect([direct.status, await direct.text()]).toEqual([200, 'hello']);
  const redirect = await fetch(content, { headers, redirect: 'manual' });
  expect(redirect.status).toBe(303);
  const media = redirect.headers.get('location') ?? '';
  expect((await fetch(media)).status).toBe(200);
  expect((await fetch(media.replace(/token=.*/, 'token=forged'))).status).toBe(403);
  site.clock.at += 10 * 60 * 1000;
  expect((await fetch(media)).status).toBe(403);
  expect((await fetch(content)).status).toBe(401);
  expect((await fetch(content.replace(/\d+$/, '1'), { headers })).status).toBe(404);
});

test('Data Center serves the content from its web pages, with the same credentials', async () => {
  await using site = await startSite('data-center');
  const answer = await site.upload(`/rest/api/2/issue/${await site.file()}/attachments`, { 'a.txt': 'hello' });
  const content = textAt(answer, 0, 'content');
  expect(content).toContain('/secure/attachment/');
  expect((await fetch(content)).status).toBe(401);
});
