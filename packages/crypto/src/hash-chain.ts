import { hash } from 'node:crypto';

export type ChainEntry = { entryBytes: Uint8Array; hash: Uint8Array };

/** `brokenAt` is the index of the first entry whose hash does not follow from the one before it. */
export type ChainVerdict = { kind: 'intact'; entries: number; head: Uint8Array } | { kind: 'broken'; brokenAt: number };

const hashBytes = 32;

/** What the first entry of a log follows. */
export const chainStart: Uint8Array<ArrayBuffer> = new Uint8Array(hashBytes);

/** SHA-256 over the previous hash (32 bytes) and the entry exactly as stored. */
export function chainHash(previous: Uint8Array, entryBytes: Uint8Array): Uint8Array<ArrayBuffer> {
  if (previous.length !== hashBytes) throw new RangeError('A chain hash is 32 bytes long.');
  const covered = new Uint8Array(hashBytes + entryBytes.length);
  covered.set(previous);
  covered.set(entryBytes, hashBytes);
  return new Uint8Array(hash('sha256', covered, 'buffer'));
}

/** Verifies a stretch of a log that follows `previous`: the start, a checkpoint, or the last verified head. */
export function verifyChain(previous: Uint8Array, entries: Iterable<ChainEntry>): ChainVerdict {
  let head = previous;
  let index = 0;
  for (const entry of entries) {
    const expected = chainHash(head, entry.entryBytes);
    if (!equal(expected, entry.hash)) return { kind: 'broken', brokenAt: index };
    head = expected;
    index += 1;
  }
  return { kind: 'intact', entries: index, head };
}

function equal(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}
