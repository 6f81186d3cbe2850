import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { aZip, type ZipEntry } from '../../../test/builders/zip.ts';
import { judgeContent } from './judge-content.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'desk-content-'));
});

async function judge(name: string, content: Uint8Array | string) {
  const file = join(dir, 'content');
  await writeFile(file, content);
  const verdict = await judgeContent(file, name);
  return verdict.kind === 'accepted' ? verdict.mime : verdict.kind;
}

const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
const pdf = '%PDF-1.7\n%âãÏÓ\n';
const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);
const elf = Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]), Buffer.alloc(60)]);

describe('content', () => {
  it.each<[string, Uint8Array | string, string]>([
    ['photo.png', png, 'image/png'],
    ['photo.JPG', jpeg, 'image/jpeg'],
    ['звіт.pdf', pdf, 'application/pdf'],
    ['журнал.log', '\u001b[31mпомилка\u001b[0m\r\n', 'text/plain'],
    ['empty.txt', '', 'text/plain'],
    ['windows.csv', Buffer.from('ff fe 41 00 3b 00'.replaceAll(' ', ''), 'hex'), 'text/plain'],
  ])('of %s is accepted', async (name, content, mime) => {
    expect(await judge(name, content)).toBe(mime);
  });

  it.each<[string, string, Uint8Array | string]>([
    ['a program', 'setup.exe', program],
    ['a program named as a picture', 'photo.png', program],
    ['a program named as text', 'notes.txt', elf],
    ['a picture named as another kind', 'photo.png', jpeg],
    ['text named as a picture', 'photo.png', 'not a picture'],
    ['a script, which is text', 'start.sh', '#!/bin/sh\n'],
    ['a page, which is text', 'page.html', '<script>alert(1)</script>'],
    ['binary named as text', 'notes.txt', Buffer.from([1, 2, 3, 0, 5])],
    ['a name without an extension', 'README', 'text'],
    ['a name with two extensions', 'photo.png.exe', png],
  ])('of %s is refused', async (_, name, content) => {
    expect(await judge(name, content)).toBe('forbidden');
  });
});

describe('an archive', () => {
  const fine: ZipEntry = { name: 'logs/today.log', content: 'line' };

  it('of files that would be accepted is accepted', async () => {
    expect(await judge('logs.zip', aZip([{ name: 'logs/' }, fine, { name: 'Знімок.PNG', content: 'x' }]))).toBe(
      'application/zip',
    );
  });

  it.each<[string, readonly ZipEntry[]]>([
    ['a program in it', [fine, { name: 'logs/run.exe', content: 'MZ' }]],
    ['a file without an extension in it', [{ name: 'run', content: 'x' }]],
    ['an archive in it', [{ name: 'inner.zip', content: 'PK' }]],
    ['an encrypted file in it', [{ ...fine, encrypted: true }]],
    ['more unpacked than its size can hold', [{ ...fine, unpackedBytes: 50_000_000 }]],
    ['more unpacked than any ticket needs', [{ ...fine, content: 'x'.repeat(6_000_000), unpackedBytes: 600_000_000 }]],
    ['too many files', Array.from({ length: 1_001 }, (_, count) => ({ name: `${count}.log` }))],
  ])('with %s is refused', async (_, entries) => {
    expect(await judge('logs.zip', aZip(entries))).toBe('forbidden');
  });

  it('cut in the middle is refused', async () => {
    const whole = aZip([fine, { name: 'other.log', content: 'x'.repeat(500) }]);
    expect(await judge('logs.zip', whole.subarray(0, whole.length - 30))).toBe('forbidden');
  });
});
