import { expect, it } from 'vitest';
import type { SpoolFacts } from '../../ports/zone-probes.ts';
import { judgeSpool } from './judge-spool.ts';

const mebibyte = 1024 * 1024;
const there = { kind: 'there', roomBytes: 100 * mebibyte, fileBytesMax: 20 * mebibyte } as const;

it.each<[SpoolFacts, RegExp]>([
  [{ ...there, freeBytes: 100 * mebibyte }, /^ok .* null$/],
  [{ ...there, freeBytes: 100 * mebibyte - 1 }, /^warning .*has 99 MB left, and 100 MB may come .*SPOOL_MAX_MB/],
  [{ ...there, freeBytes: 20 * mebibyte - 1 }, /^broken .*19 MB left, less than one file.* Free it/],
  [{ kind: 'no-folder' }, /^broken SPOOL_DIR is no folder.* Make it/],
  [{ kind: 'not-writable' }, /^broken this user may not write in SPOOL_DIR.*chown/],
])('a spool: %j', (facts, words) => {
  const [judgement, ...others] = judgeSpool(facts);
  expect(others).toEqual([]);
  expect(`${judgement?.state} ${judgement?.what} ${judgement?.remedy}`).toMatch(words);
});
