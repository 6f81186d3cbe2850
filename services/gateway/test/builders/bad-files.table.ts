import { aZip, type ZipEntry } from './zip.ts';

export interface BadFile {
  readonly what: string;
  readonly name: string;
  readonly content: () => Iterable<Uint8Array>;
  /** `too-large`, or the code of what is wrong with it. */
  readonly refused: string;
}

const bytes = (...parts: readonly (string | readonly number[] | Uint8Array)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const stretch = Buffer.alloc(64 * 1024, 'x');
const zeros = (count: number) => new Uint8Array(count);

const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
const gif = bytes('GIF89a', [1, 0, 1, 0, 0, 0, 0]);
const pdf = bytes('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
const windowsProgram = bytes('MZ', zeros(200));
const linuxProgram = bytes([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1], zeros(60));
const oleDocument = bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], zeros(600));
const log: ZipEntry = { name: 'logs/today.log', content: 'line' };
const cut = (content: Uint8Array, count: number) => content.subarray(0, content.length - count);

/** The signature by which scanners are tried (EICAR), put together here so that none finds it in the source. */
export const testVirus = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE', '!$H+H*'].join('');

const file = (what: string, name: string, content: string | Uint8Array, refused: string): BadFile => ({
  ...{ what, name, refused },
  content: () => [bytes(content)],
});
const zip = (what: string, entries: readonly ZipEntry[], refused: string, name = 'logs.zip'): BadFile => ({
  ...{ what, name, refused },
  content: () => [aZip(entries)],
});

/** Files that must not get in, made on the spot; docs/operations.md says what is taken. */
export const badFiles: readonly BadFile[] = [
  file('a Windows program', 'setup.exe', windowsProgram, 'kind'),
  file('a script', 'start.sh', '#!/bin/sh\nrm -rf /\n', 'kind'),
  file('a page', 'page.html', '<script>alert(1)</script>', 'kind'),
  file('a drawing that may run scripts', 'drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'kind'),
  file('a document for macros', 'letter.docm', aZip([log]), 'kind'),
  file('a RAR archive', 'logs.rar', bytes('Rar!', [0x1a, 7, 0]), 'kind'),
  file('a 7z archive', 'logs.7z', bytes('7z', [0xbc, 0xaf, 0x27, 0x1c]), 'kind'),
  file('a tar archive', 'logs.tar.gz', bytes([0x1f, 0x8b, 8]), 'kind'),
  file('a disk image', 'disk.iso', zeros(64), 'kind'),
  file('a shortcut', 'report.lnk', bytes([0x4c, 0, 0, 0]), 'kind'),
  file('an app of a phone', 'desk.apk', aZip([log]), 'kind'),
  file('a name without an extension', 'README', 'text', 'kind'),
  file('a program after a picture in its name', 'photo.png.exe', png, 'kind'),
  file('a program whose extension is hidden by a space', 'photo.png .exe', png, 'kind'),

  file('a name that turns round', 'report\u202Exslx.txt', 'text', 'name'),
  file('a name that breaks off', 'notes\n.txt', 'text', 'name'),

  file('a program named as a picture', 'photo.png', windowsProgram, 'other-content'),
  file('a program named as a photo', 'photo.jpg', linuxProgram, 'other-content'),
  file('a page named as a picture', 'photo.png', '<!doctype html><script>alert(1)</script>', 'other-content'),
  file('a program named as a document', 'invoice.pdf', windowsProgram, 'other-content'),
  file('an archive named as a document', 'invoice.pdf', aZip([log]), 'other-content'),
  file('a program named as text', 'notes.txt', linuxProgram, 'other-content'),
  file('text that is a program further on', 'notes.log', bytes('x'.repeat(9_000), windowsProgram), 'other-content'),
  file('a program behind a mark of UTF-16', 'notes.txt', bytes([0xff, 0xfe], linuxProgram), 'other-content'),
  file('a broken mark of UTF-16', 'notes.csv', bytes([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]), 'other-content'),
  file('an archive named as a picture', 'photo.gif', bytes('Rar!', [0x1a, 7, 0]), 'other-content'),
  file('a bare archive named as a letter', 'letter.docx', aZip([log]), 'other-content'),
  file('an encrypted document', 'letter.docx', oleDocument, 'other-content'),
  file('an empty picture', 'photo.png', '', 'other-content'),

  file('a picture with an archive at its end', 'photo.png', bytes(png, aZip([log])), 'second-nature'),
  file('a picture that is a page as well', 'photo.gif', bytes(gif, '/*<script>alert(1)</script>*/'), 'second-nature'),
  file('a photo that is a program of a server', 'photo.jpg', bytes(jpeg, zeros(70_000), '<?php x'), 'second-nature'),
  file('a photo with a document in it', 'photo.jpg', bytes(jpeg, '\n%PDF-1.7\n'), 'second-nature'),
  file('a document with an archive at its end', 'invoice.pdf', bytes(pdf, aZip([log])), 'second-nature'),

  zip('an archive with a password', [{ ...log, encrypted: true }], 'archive-encrypted'),
  zip('a program in an archive', [log, { name: 'run.exe', content: 'MZ' }], 'archive-forbidden-inside'),
  zip('an archive in an archive', [{ name: 'inner.zip', content: aZip([log]) }], 'archive-forbidden-inside'),
  zip('a link in an archive', [{ name: 'a.log', content: '/etc/passwd', link: true }], 'archive-forbidden-inside'),
  zip('a way out of the folder', [{ name: '../../today.log', content: 'x' }], 'archive-forbidden-inside'),
  zip('a way onto another drive', [{ name: 'C:/today.log', content: 'x' }], 'archive-forbidden-inside'),
  zip('macros in a letter', [log, { name: 'word/vbaProject.bin' }], 'archive-forbidden-inside', 'letter.docx'),
  zip('an archive that says it unpacks into 4 GB', [{ ...log, unpackedBytes: 4_000_000_000 }], 'archive-bomb'),
  zip(
    'an archive that unpacks into more than it says',
    [{ name: 'today.log', emptyBlocks: 8_000, unpackedBytes: 1_000 }],
    'archive-bomb',
  ),
  zip(
    'a letter that unpacks into 500 MB of nothing',
    [{ name: 'word/document.xml', emptyBlocks: 8_000 }],
    'archive-bomb',
    'letter.docx',
  ),
  zip(
    'contents that overlap',
    [log, { ...log, name: 'other.log', again: true, nameBefore: log.name }],
    'archive-malformed',
  ),
  zip('two names for one file', [{ ...log, nameBefore: 'logs/today.exe' }], 'archive-malformed'),
  zip(
    'more files than are looked at',
    Array.from({ length: 1_001 }, (_, at) => ({ name: `${at}.log` })),
    'archive-malformed',
  ),
  file('an archive cut short', 'logs.zip', cut(aZip([log, { ...log, name: 'other.log' }]), 30), 'archive-malformed'),
  file('an archive with something after it', 'logs.zip', bytes(aZip([log]), windowsProgram), 'archive-malformed'),

  {
    what: 'a text of 60 MB',
    name: 'notes.txt',
    content: () => Array.from({ length: 960 }, () => stretch),
    refused: 'too-large',
  },
  file('a virus', 'notes.txt', testVirus, 'infected'),
];
