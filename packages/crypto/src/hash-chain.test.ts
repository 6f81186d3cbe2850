import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChainEntry, chainHash, chainStart, verifyChain } from './hash-chain.ts';

const entryList = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 20 });

function chainOf(contents: readonly Uint8Array[]): ChainEntry[] {
  const entries: ChainEntry[] = [];
  let head: Uint8Array = chainStart;
  for (const entryBytes of contents) {
    head = chainHash(head, entryBytes);
    entries.push({ entryBytes, hash: head });
  }
  return entries;
}

test('an untouched log is intact, whole or from any checkpoint', () => {
  fc.assert(
    fc.property(entryList, fc.nat(), (contents, cut) => {
      const entries = chainOf(contents);
      const head = entries.at(-1)?.hash;
      expect(verifyChain(chainStart, entries)).toEqual({ kind: 'intact', entries: entries.length, head });
      const at = cut % entries.length;
      const checkpoint = entries[at]?.hash ?? chainStart;
      expect(verifyChain(checkpoint, entries.slice(at + 1)).kind).toBe('intact');
    }),
  );
});

test('a changed entry is found at its place', () => {
  fc.assert(
    fc.property(entryList, fc.nat(), (contents, position) => {
      const entries = chainOf(contents);
      const at = position % entries.length;
      const changed = entries.map((entry, index) =>
        index === at ? { ...entry, entryBytes: Uint8Array.of(...entry.entryBytes, 1) } : entry,
      );
      expect(verifyChain(chainStart, changed)).toEqual({ kind: 'broken', brokenAt: at });
    }),
  );
});

test('a removed entry is found where it is missing', () => {
  fc.assert(
    fc.property(entryList, fc.nat(), (contents, position) => {
      const entries = chainOf(contents);
      fc.pre(entries.length > 1);
      const at = position % (entries.length - 1);
      expect(verifyChain(chainStart, entries.toSpliced(at, 1))).toEqual({ kind: 'broken', brokenAt: at });
    }),
  );
});

test('an entry whose hash was computed anew breaks the chain at the next one', () => {
  const entries = chainOf([Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of(3)]);
  const forged = Uint8Array.of(9);
  const first = entries[0]?.hash ?? chainStart;
  entries[1] = { entryBytes: forged, hash: chainHash(first, forged) };
  expect(verifyChain(chainStart, entries)).toEqual({ kind: 'broken', brokenAt: 2 });
});

test('an empty stretch is intact and ends where it began', () => {
  expect(verifyChain(chainStart, [])).toEqual({ kind: 'intact', entries: 0, head: chainStart });
});

test('a previous hash of the wrong length is a defect of the caller', () => {
  expect(() => chainHash(new Uint8Array(31), new Uint8Array(1))).toThrow(RangeError);
});
