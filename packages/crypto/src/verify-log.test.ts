import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainHash, chainStart } from './hash-chain.ts';
import { type Checkpoint, createLogVerifier, type LogFault, type LogRow, logStart } from './verify-log.ts';

const rowsInAll = 2_000;
const shipmentRowsMax = 40;

/** Entries that name their place, as those of the audit log do. */
function bytesOf(number: number, salt: number): Uint8Array {
  const bytes = new Uint8Array(24);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, number);
  view.setUint32(4, salt);
  return bytes;
}

const readNumber = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);

function chained(contents: readonly Uint8Array[], start: Checkpoint = logStart): LogRow[] {
  let head = start.hash;
  return contents.map((entryBytes, index) => {
    head = chainHash(head, entryBytes);
    return { number: start.number + index + 1, entryBytes, hash: head };
  });
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError('There is nothing at this place.');
  return item;
}

const log = chained(Array.from({ length: rowsInAll }, (_, index) => bytesOf(index + 1, index * 7)));

/** Shipments of uneven length: what was shipped is a checkpoint. The last ends a little before the log does. */
const checkpoints: readonly Checkpoint[] = (() => {
  const taken: Checkpoint[] = [];
  for (let number = 17; number < rowsInAll - 20; number += 1 + ((number * 31) % shipmentRowsMax)) {
    taken.push({ number, hash: at(log, number - 1).hash });
  }
  return taken;
})();
const lastShipped = at(checkpoints, checkpoints.length - 1).number;

function verify(rows: Iterable<LogRow>, start: Checkpoint, held: readonly Checkpoint[] = checkpoints): LogFault | null {
  const verifier = createLogVerifier({ start, checkpoints: held, readNumber });
  for (const row of rows) {
    const fault = verifier.add(row);
    if (fault) return fault;
  }
  return verifier.end();
}

/** What somebody may do to a log of which they hold everything but the checkpoints. */
type Attack = 'edit' | 'edit-hash' | 'delete' | 'delete-and-renumber' | 'swap' | 'insert' | 'truncate' | 'rewrite';

interface Attacked {
  readonly rows: readonly LogRow[];
  /** From where on it differs: what is before it needs no second look. */
  readonly since: number;
  readonly fault: LogFault;
}

function attack(kind: Attack, place: number, other: number): Attacked {
  const row = at(log, place - 1);
  const rest = log.slice(place);
  const before = log.slice(0, place - 1);
  const renumbered = rest.map(({ entryBytes, hash }, index) => ({ number: place + index, entryBytes, hash }));
  const spoiled = row.entryBytes.map((byte, index) => (index === 8 + (other % 16) ? byte ^ 1 : byte));
  switch (kind) {
    case 'edit':
      return {
        rows: [...before, { ...row, entryBytes: spoiled }, ...rest],
        since: place,
        fault: { kind: 'edited', number: place },
      };
    case 'edit-hash': {
      const hash = row.hash.map((byte, index) => (index === other % 32 ? byte ^ 1 : byte));
      return { rows: [...before, { ...row, hash }, ...rest], since: place, fault: { kind: 'edited', number: place } };
    }
    case 'delete':
      return { rows: [...before, ...rest], since: place, fault: { kind: 'missing', number: place } };
    case 'delete-and-renumber':
      return { rows: [...before, ...renumbered], since: place, fault: { kind: 'moved', number: place } };
    case 'swap': {
      const [low, high] = place < other ? [place, other] : [other, place];
      const rows = log.with(low - 1, { ...at(log, high - 1), number: low });
      return {
        rows: rows.with(high - 1, { ...at(log, low - 1), number: high }),
        since: low,
        fault: { kind: 'moved', number: low },
      };
    }
    case 'insert': {
      const forged = at(chained([bytesOf(place, 99)], { number: place - 1, hash: hashBefore(place) }), 0);
      const moved = log.slice(place - 1).map((later) => ({ ...later, number: later.number + 1 }));
      const [after, upTo] = checkpointsAround(place);
      const fault: LogFault =
        upTo === place ? { kind: 'rewritten', number: after + 1, upTo } : { kind: 'moved', number: place + 1 };
      return { rows: [...before, forged, ...moved], since: place, fault };
    }
    case 'truncate':
      return { rows: before, since: place, fault: { kind: 'truncated', number: place } };
    case 'rewrite': {
      const later = rest.slice(0, shipmentRowsMax).map(({ entryBytes }) => entryBytes);
      const rewritten = chained([spoiled, ...later], { number: place - 1, hash: hashBefore(place) });
      const [after, upTo] = checkpointsAround(place);
      const fault = { kind: 'rewritten', number: after + 1, upTo } as const;
      return { rows: [...before, ...rewritten], since: place, fault };
    }
  }
}

function hashBefore(place: number): Uint8Array {
  return place === 1 ? chainStart : at(log, place - 2).hash;
}

/** The last checkpoint before a place, and the first at or after it. */
function checkpointsAround(place: number): readonly [number, number] {
  const after = checkpoints.findLast(({ number }) => number < place)?.number ?? 0;
  return [after, checkpoints.find(({ number }) => number >= place)?.number ?? lastShipped];
}

describe('a log of 2,000 rows', () => {
  it('is in order as it was written, whole and from any checkpoint', () => {
    expect(verify(log, logStart)).toBeNull();
    for (const start of checkpoints) expect(verify(log.slice(start.number), start)).toBeNull();
  });

  it('is in order where its last rows are younger than the last shipment', () => {
    expect(verify(log.slice(0, lastShipped), logStart)).toBeNull();
  });

  /**
   * @claim audit Each of 10,000 edits, deletions, reorderings and truncations of a log is found, and the first bad row
   * is named. (ASVS 16.4.2)
   */
  it('shows each of 10,000 edits, deletions, reorderings and truncations, and names the first bad row', () => {
    const kinds = [
      'edit',
      'edit-hash',
      'delete',
      'delete-and-renumber',
      'swap',
      'insert',
      'truncate',
      'rewrite',
    ] as const;
    const place = fc.integer({ min: 1, max: lastShipped });
    let wholes = 0;
    fc.assert(
      fc.property(fc.constantFrom(...kinds), place, place, (kind, where, other) => {
        fc.pre(kind !== 'swap' || where !== other);
        const { rows, since, fault } = attack(kind, where, other);
        // Rows before the first change are those of the log itself: forty times all are gone through, then from
        // the checkpoint before it on.
        wholes += 1;
        const start = wholes <= 40 ? logStart : (checkpoints.findLast(({ number }) => number < since) ?? logStart);
        const found = verify(rows.slice(start.number), start);
        // A look first: ten thousand assertions take longer than ten thousand verifications.
        if (!isDeepStrictEqual(found, fault)) expect(found).toEqual(fault);
      }),
      { numRuns: 10_000, seed: 20_261_122 },
    );
  });

  /** @claim audit What this cannot show is said: rows younger than the last shipment can be cut off without a trace. */
  it('says nothing of rows that no checkpoint covers yet: cutting them off leaves no trace', () => {
    expect(verify(log.slice(0, lastShipped + 3), logStart)).toBeNull();
  });
});

describe('a log that retention has shortened', () => {
  it('begins at its checkpoint, and nowhere else', () => {
    const start = at(checkpoints, 5);
    const kept = log.slice(start.number);
    expect(verify(kept, start)).toBeNull();
    expect(verify(kept, logStart)).toEqual({ kind: 'missing', number: 1 });
    expect(verify(kept.slice(1), start)).toEqual({ kind: 'missing', number: start.number + 1 });
  });
});

it('an empty log that nothing was taken from is in order', () => {
  expect(verify([], logStart, [])).toBeNull();
  expect(verify([], logStart)).toEqual({ kind: 'truncated', number: 1 });
});
