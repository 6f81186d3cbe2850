import { createHash } from 'node:crypto';
import { mkdtemp, readdir, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { aUuid, testStart } from '../../../test/fakes/system.ts';
import type { IncomingUpload, Uploads } from '../../ports/uploads.ts';
import type { ScanVerdict } from '../../ports/virus-scanner.ts';
import { createUploadSpool } from './upload-spool.ts';

const hourMs = 3_600_000;
const limits = { totalBytesMax: 1_000, scanner: null };

describe('the spool', () => {
  let dir: string;
  let spool: Uploads;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'desk-spool-'));
    spool = await createUploadSpool({ dir, ...limits });
  });

  const put = (id: number, content: string, change: Partial<IncomingUpload> = {}, into = spool) => {
    const stream = new Blob([content]).stream();
    const upload = { id: aUuid(id), employeeId: 'e-1', name: 'notes.txt', bytesMax: 300, content: stream, ...change };
    return into.receive(upload, testStart);
  };
  const read = async (id: number) => new Response(spool.open(aUuid(id))).text();

  it('keeps what it is given, with its digest and its type by content', async () => {
    const upload = {
      id: aUuid(1),
      employeeId: 'e-1',
      name: 'notes.txt',
      mime: 'text/plain',
      bytes: 7,
      sha256: createHash('sha256').update('content').digest('hex'),
      receivedAt: testStart,
    };
    expect(await put(1, 'content')).toEqual({ kind: 'received', upload });
    expect(await spool.find(aUuid(1))).toEqual(upload);
    expect([await read(1), await read(1)]).toEqual(['content', 'content']);
  });

  it('survives a restart, with all it holds', async () => {
    await put(1, 'x'.repeat(250));
    const restarted = await createUploadSpool({ dir, ...limits });
    expect(await restarted.find(aUuid(1))).toMatchObject({ bytes: 250 });
    for (const id of [2, 3]) expect(await put(id, 'x'.repeat(250), {}, restarted)).toMatchObject({ kind: 'received' });
    expect(await put(4, 'x', {}, restarted)).toEqual({ kind: 'refused', reason: 'busy' });
  });

  it('is one with that of another gateway on the same folder', async () => {
    await put(1, 'x'.repeat(250));
    const other = await createUploadSpool({ dir, ...limits });
    expect(await other.find(aUuid(1))).toMatchObject({ bytes: 250 });
    for (const id of [2, 3]) expect(await put(id, 'x'.repeat(250), {}, other)).toMatchObject({ kind: 'received' });
    expect(await put(4, 'x', {}, other)).toMatchObject({ reason: 'busy' });
    await spool.remove([aUuid(1)]);
    expect(await put(4, 'x', {}, other)).toMatchObject({ kind: 'received' });
    await Promise.all([put(5, 'y'.repeat(100)), put(5, 'y'.repeat(100), {}, other)]);
    expect(await read(5)).toBe('y'.repeat(100));
    expect((await readdir(dir)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('replaces a file of the same person, and of nobody else', async () => {
    await put(1, 'first');
    expect(await put(1, 'second')).toMatchObject({ kind: 'received' });
    expect(await put(1, 'third', { employeeId: 'e-2' })).toMatchObject({ kind: 'refused', reason: 'forbidden' });
    expect(await read(1)).toBe('second');
  });

  it('stops at the bound of a file and leaves nothing behind', async () => {
    expect(await put(1, 'x'.repeat(301))).toEqual({ kind: 'refused', reason: 'too-large' });
    expect(await put(1, 'x'.repeat(300))).toMatchObject({ kind: 'received' });
    expect((await readdir(dir)).toSorted()).toEqual([`${aUuid(1)}.bin`, `${aUuid(1)}.json`]);
  });

  /** @claim edge Files on their way have one bound on disk for all together, counted while they arrive. (ASVS 5.2.4) */
  it('counts what is still arriving against its whole bound', async () => {
    const end = Promise.withResolvers<void>();
    const arriving = [1, 2, 3].map(async (id) => {
      const begun = Promise.withResolvers<void>();
      const pull = (controller: ReadableStreamDefaultController) => {
        begun.resolve();
        return end.promise.then(() => controller.close());
      };
      const outcome = put(id, '', { content: new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 }) });
      await begun.promise;
      return { outcome };
    });
    const underWay = await Promise.all(arriving);
    expect(await put(4, 'x')).toEqual({ kind: 'refused', reason: 'busy' });
    end.resolve();
    for (const { outcome } of underWay) expect(await outcome).toMatchObject({ kind: 'received' });
    expect(await put(4, 'x')).toMatchObject({ kind: 'received' });
  });

  it('frees room when files are used', async () => {
    for (const id of [1, 2, 3]) await put(id, 'x'.repeat(250));
    expect(await put(4, 'x')).toMatchObject({ reason: 'busy' });
    await spool.remove([aUuid(1), aUuid(404)]);
    expect(await spool.find(aUuid(1))).toBeNull();
    expect(await put(4, 'x')).toMatchObject({ kind: 'received' });
  });

  it('tells a sender who went away from a file that is forbidden', async () => {
    const content = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('gone')) });
    expect(await put(1, '', { content })).toEqual({ kind: 'refused', reason: 'interrupted' });
    expect(await put(1, 'MZ', { name: 'setup.exe' })).toMatchObject({ kind: 'refused', reason: 'forbidden' });
    expect(await readdir(dir)).toEqual([]);
  });

  it('takes a file from one sender at a time', async () => {
    const begun = Promise.withResolvers<void>();
    const end = Promise.withResolvers<void>();
    const pull = (controller: ReadableStreamDefaultController) => {
      begun.resolve();
      return end.promise.then(() => controller.close());
    };
    const first = put(1, '', { content: new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 }) });
    await begun.promise;
    expect(await put(1, 'x')).toEqual({ kind: 'refused', reason: 'busy' });
    end.resolve();
    expect(await first).toMatchObject({ kind: 'received' });
  });

  it('does not find a file whose content was cut by a crash', async () => {
    await put(1, 'content');
    await writeFile(join(dir, `${aUuid(1)}.bin`), 'cont');
    expect(await spool.find(aUuid(1))).toBeNull();
    await writeFile(join(dir, `${aUuid(1)}.json`), '{"id":');
    expect(await spool.find(aUuid(1))).toBeNull();
  });

  /**
   * @claim edge With a virus scanner no file is taken while it is away, and none that it will not have. (ASVS 5.4.3)
   */
  it('takes nothing while its scanner is away, and nothing that the scanner will not have', async () => {
    const verdicts: ScanVerdict[] = ['away', 'infected', 'too-large', 'clean'];
    const scanner = { scan: async () => verdicts.shift() ?? 'away' };
    const scanned = await createUploadSpool({ dir, ...limits, scanner });
    expect(await put(1, 'x', {}, scanned)).toEqual({ kind: 'refused', reason: 'unchecked' });
    expect(await put(1, 'x', {}, scanned)).toEqual({ kind: 'refused', reason: 'forbidden', fault: 'infected' });
    expect(await put(1, 'x', {}, scanned)).toEqual({ kind: 'refused', reason: 'too-large' });
    expect(await readdir(dir)).toEqual([]);
    expect(await put(1, 'x', {}, scanned)).toMatchObject({ kind: 'received' });
  });

  it('removes files after 72 h, and what a crash left after one', async () => {
    await put(1, 'content');
    for (const name of [`${aUuid(2)}.part`, `${aUuid(3)}.bin`, `${aUuid(4)}.json.part`]) {
      await writeFile(join(dir, name), 'half');
      await utimes(join(dir, name), testStart / 1000, testStart / 1000);
    }
    expect(await spool.removeExpired(testStart + hourMs - 1)).toBe(0);
    expect(await spool.removeExpired(testStart + hourMs)).toBe(3);
    expect(await spool.find(aUuid(1))).not.toBeNull();
    await spool.removeExpired(testStart + 72 * hourMs);
    expect(await readdir(dir)).toEqual([]);
  });
});
