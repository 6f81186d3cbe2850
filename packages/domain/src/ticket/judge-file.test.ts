import { expect, it } from 'vitest';
import { defaultDraftLimits } from './draft-limits.ts';
import { judgeFile } from './judge-file.ts';

const limit = defaultDraftLimits.fileBytesMax;

it.each([
  { name: 'звіт.pdf', mime: 'application/pdf', bytes: 1_000, verdict: 'accepted' },
  { name: 'звіт', mime: '', bytes: null, verdict: 'accepted' },
  { name: 'відео.mp4', mime: 'video/mp4', bytes: limit, verdict: 'accepted' },
  { name: 'відео.mp4', mime: 'video/mp4', bytes: limit + 1, verdict: 'file-too-large' },
  { name: 'setup.EXE', mime: 'application/octet-stream', bytes: 10, verdict: 'file-forbidden' },
  { name: 'звіт.pdf.exe', mime: 'application/pdf', bytes: 10, verdict: 'file-forbidden' },
  { name: 'setup.exe. . ', mime: 'application/octet-stream', bytes: 10, verdict: 'file-forbidden' },
  { name: 'setup.e\u200Bxe', mime: 'application/octet-stream', bytes: 10, verdict: 'file-forbidden' },
  { name: 'фото\u202Egpj.exe', mime: 'image/jpeg', bytes: 10, verdict: 'file-forbidden' },
  { name: 'photo.jpg', mime: 'application/x-msdownload', bytes: 10, verdict: 'file-forbidden' },
  { name: 'photo.jpg', mime: 'Application/X-MsDownload; x=y', bytes: 10, verdict: 'file-forbidden' },
  { name: 'exe', mime: 'text/plain', bytes: 10, verdict: 'accepted' },
  { name: 'exe.txt', mime: 'text/plain', bytes: 10, verdict: 'accepted' },
])('$name of $bytes bytes is $verdict', ({ name, mime, bytes, verdict }) => {
  expect(judgeFile({ name, mime, bytes }, defaultDraftLimits)).toBe(verdict);
});
