import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { flavours, startSite, textAt } from '../../test/start-site.ts';
import { loadState } from './load-state.ts';

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
    await site.call('PUT', `${site.api}/issue/SD-1`, { fields: {}, properties: [{ key: 'desk', value: 7 }] });
    const saved = loadState(stateFile);
    expect(saved?.issues.map(({ key }) => key).sort()).toEqual(keys.sort());
    expect(saved?.issues.find(({ key }) => key === 'SD-1')?.properties).toEqual({ desk: 7 });
    expect(existsSync(`${stateFile}.new`)).toBe(false);
  });
});

describe('the journal', () => {
  const restart = (stateFile: string) => startSite('cloud', { stateFile });
  /** What a site killed at this moment leaves behind, in a place of its own. */
  const killed = (stateFile: string) => {
    const left = join(folder, 'left.json');
    for (const suffix of ['', '.journal']) {
      if (existsSync(stateFile + suffix)) copyFileSync(stateFile + suffix, left + suffix);
    }
    return left;
  };

  test('a killed site comes back with all that was answered: changed, new and deleted issues, and people', async () => {
    const stateFile = join(folder, 'state.json');
    await using site = await restart(stateFile);
    const [first, second] = [await site.file(), await site.file()];
    await site.call('PUT', `${site.api}/issue/${first}`, { fields: { summary: 'Changed' } });
    await site.call('DELETE', `${site.api}/issue/${second}`);
    await site.call('POST', '/rest/servicedeskapi/customer', {
      displayName: 'Ostap Lys',
      email: 'ostap@example.invalid',
    });
    await site.file();
    await using again = await restart(killed(stateFile));
    expect(again.sim.issues()).toEqual(site.sim.issues());
    expect(again.sim.issues()).toMatchObject([{ key: 'SD-1', summary: 'Changed' }, { key: 'SD-3' }]);
    expect(await again.file()).toBe('SD-4');
    const customer = await again.call('POST', '/rest/servicedeskapi/customer', { email: 'ostap@example.invalid' });
    expect(customer.status).toBe(400);
  });

  test('a line cut short by a kill is as if it had not been begun, and nothing is appended to it', async () => {
    const stateFile = join(folder, 'state.json');
    await using site = await restart(stateFile);
    await site.file();
    await site.file();
    const left = killed(stateFile);
    appendFileSync(`${left}.journal`, '{"revision":9,"nextId":1,"iss');
    const again = await restart(left);
    expect(again.sim.issues()).toHaveLength(2);
    await again.file();
    expect(loadState(left)?.issues).toHaveLength(3);
    await again.sim.close();
  });

  test('lines older than the whole state are passed over', async () => {
    const stateFile = join(folder, 'state.json');
    const site = await restart(stateFile);
    const key = await site.file();
    await site.call('PUT', `${site.api}/issue/${key}`, { fields: { summary: 'Old' } });
    const journal = readFileSync(`${stateFile}.journal`);
    site.sim.agent('iryna').setSummary(key, 'New');
    await site.sim.close();
    expect(existsSync(`${stateFile}.journal`)).toBe(false);
    writeFileSync(`${stateFile}.journal`, journal);
    await using again = await restart(stateFile);
    expect(again.sim.issue(key)?.summary).toBe('New');
  });

  test('what people do at Jira’s pages is on disk a moment later, unasked', async () => {
    const stateFile = join(folder, 'state.json');
    await using site = await restart(stateFile);
    site.sim.agent('iryna').createIssue({ summary: 'Unasked' });
    await expect.poll(() => loadState(stateFile)?.issues.length, { timeout: 5_000 }).toBe(1);
  });

  test('it is emptied when it has outgrown the state', async () => {
    const stateFile = join(folder, 'state.json');
    await using site = await restart(stateFile);
    const key = await site.file();
    const value = 'a'.repeat(30_000);
    let bytesMax = 0;
    for (let count = 0; count < 150; count += 1) {
      site.clock.at += 2_000;
      await site.call('PUT', `${site.api}/issue/${key}/properties/desk`, `${value}${count}`);
      const { size } = statSync(`${stateFile}.journal`, { throwIfNoEntry: false }) ?? { size: 0 };
      bytesMax = Math.max(bytesMax, size);
    }
    expect(bytesMax).toBeGreaterThan(4_000_000);
    expect(statSync(`${stateFile}.journal`).size).toBeLessThan(1_000_000);
    expect(loadState(stateFile)?.issues[0]?.properties).toEqual({ desk: `${value}149` });
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

test('a journal of something else is an error too', async () => {
  const stateFile = join(folder, 'state.json');
  const before = await startSite('cloud', { stateFile });
  await before.sim.close();
  writeFileSync(`${stateFile}.journal`, '{"version": 7}\n');
  await expect(startSite('cloud', { stateFile })).rejects.toThrow('.journal is not a state file');
});

test('a disk that refuses fails the request, is complained of otherwise, and the next write tries again', async () => {
  const stateFile = join(folder, 'state.json');
  await using site = await startSite('cloud', { stateFile });
  await site.file();
  mkdirSync(`${stateFile}.new`);
  mkdirSync(`${stateFile}.journal`);
  const complaints = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const body = { fields: { summary: 'Unsaved' } };
  expect((await site.call('PUT', '/rest/api/3/issue/SD-1', body)).status).toBe(500);
  expect(complaints).toHaveBeenCalledWith(expect.stringContaining('PUT /rest/api/3/issue/SD-1 failed'));
  site.sim.agent('iryna').setPriority('SD-1', 'Low');
  await vi.waitFor(() =>
    expect(complaints).toHaveBeenCalledWith(expect.stringContaining('the state could not be saved')),
  );
  complaints.mockRestore();
  rmSync(`${stateFile}.new`, { recursive: true });
  rmSync(`${stateFile}.journal`, { recursive: true });
  expect((await site.call('PUT', '/rest/api/3/issue/SD-1', { fields: { labels: ['later'] } })).status).toBe(204);
  expect(loadState(stateFile)?.issues).toMatchObject([{ summary: 'Unsaved', labels: ['later'] }]);
});
