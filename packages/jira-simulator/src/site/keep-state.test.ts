import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { flavours, startSite, textAt } from '../../test/start-site.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jira-simulator-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe.each(flavours)('state of %s', (flavour) => {
  test('everything survives a restart, and numbers go on where they were', async () => {
    const stateFile = join(folder, 'deep', 'state.json');
    const before = await startSite(flavour, { stateFile });
    const key = await before.file({ labels: ['desk-1'], priority: { name: 'High' } });
    const iryna = before.sim.agent('iryna');
    iryna.assign(key, 'iryna');
    iryna.transition(key, 'Resolved');
    iryna.comment(key, 'Replaced', { public: false });
    iryna.attach(key, { filename: 'a.txt', content: 'hello', mimeType: 'text/plain' });
    await before.call('PUT', `${before.api}/issue/${key}/properties/desk`, { id: 1 });
    await before.call('POST', '/rest/servicedeskapi/customer', {
      displayName: 'Ostap Lys',
      email: 'ostap@example.invalid',
    });
    const issues = before.sim.issues();
    await before.sim.close();

    await using after = await startSite(flavour, { stateFile });
    expect(after.sim.issues()).toEqual(issues);
    const attachment = await after.call('GET', `${after.api}/issue/${key}?fields=attachment`);
    const id = textAt(attachment, 'fields', 'attachment', 0, 'id');
    expect((await after.call('GET', `/board/api/attachments/${id}`)).body).toBe('hello');
    expect(await after.file()).toBe('SD-2');
    const again = await after.call('POST', '/rest/servicedeskapi/customer', { email: 'ostap@example.invalid' });
    expect(again.status).toBe(400);
  });

  test('a write is on disk before it is answered', async () => {
    const stateFile = join(folder, 'state.json');
    await using site = await startSite(flavour, { stateFile });
    const keys = await Promise.all([site.file(), site.file(), site.file()]);
    const saved = readFileSync(stateFile, 'utf8');
    for (const key of keys) expect(saved).toContain(`"${key}"`);
    expect(existsSync(`${stateFile}.new`)).toBe(false);
  });
});

test('attachments lie beside the state, go with their issue, and count after a restart', async () => {
  const stateFile = join(folder, 'state.json');
  const before = await startSite('cloud', { stateFile, storageBytesMax: 10 });
  const key = await before.file();
  before.sim.agent('iryna').attach(key, { filename: 'a.txt', content: '123456' });
  await before.sim.close();
  await using after = await startSite('cloud', { stateFile, storageBytesMax: 10 });
  expect(() => after.sim.agent('iryna').attach(key, { filename: 'b.txt', content: '12345' })).toThrow(
    'storage of the site is full',
  );
  expect(readdirSync(`${stateFile}.files`)).toHaveLength(1);
  await after.call('DELETE', `/rest/api/3/issue/${key}`);
  expect(readdirSync(`${stateFile}.files`)).toEqual([]);
});

test('a file of something else is an error and stays as it is', async () => {
  const stateFile = join(folder, 'state.json');
  writeFileSync(stateFile, '{"version": 7}');
  await expect(startSite('cloud', { stateFile })).rejects.toThrow('is not a state file of this version');
  expect(readFileSync(stateFile, 'utf8')).toBe('{"version": 7}');
});

test('a disk that refuses fails the request, and the next write tries again', async () => {
  const stateFile = join(folder, 'state.json');
  await using site = await startSite('cloud', { stateFile });
  await site.file();
  mkdirSync(`${stateFile}.new`);
  const complaints = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const body = { fields: { summary: 'Unsaved' } };
  expect((await site.call('PUT', '/rest/api/3/issue/SD-1', body)).status).toBe(500);
  expect(complaints).toHaveBeenCalledWith(expect.stringContaining('the state could not be saved'));
  complaints.mockRestore();
  rmSync(`${stateFile}.new`, { recursive: true });
  expect((await site.call('PUT', '/rest/api/3/issue/SD-1', { fields: { labels: ['later'] } })).status).toBe(204);
  expect(readFileSync(stateFile, 'utf8')).toContain('Unsaved');
});
