import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditEntry } from './audit-entry.ts';
import { canonicalBytes } from './canonical-bytes.ts';
import { readCanonicalBytes, readEntryNumber } from './read-canonical-bytes.ts';

const seed = 20_261_122;

const text = fc.string({ unit: fc.constantFrom('a', '-', 'ї', '🖨', '\ud83d'), maxLength: 6 });
const entries: fc.Arbitrary<AuditEntry> = fc.record({
  act: fc.constantFrom('signed-in' as const, 'ticket-read' as const),
  actor: fc.oneof(
    fc.record({ kind: fc.constant('person' as const), id: text }),
    fc.record({ kind: fc.constant('operator' as const), name: text }),
    fc.constant({ kind: 'service' as const }),
  ),
  on: fc.option(fc.record({ kind: fc.constant('ticket' as const), id: text })),
  outcome: fc.constantFrom('done' as const, 'refused' as const),
  reason: fc.option(text),
  at: fc.integer({ min: -5, max: 2 ** 45 }),
});

describe('what was written', () => {
  it('is read as it was', () => {
    fc.assert(
      fc.property(entries, fc.integer({ min: 1, max: 2 ** 40 }), (entry, number) => {
        const bytes = canonicalBytes(entry, number);
        const { act, outcome, reason, at, on, actor } = entry;
        const name = actor.kind === 'person' ? actor.id : actor.kind === 'operator' ? actor.name : null;
        const wanted = { number, at, act, actor: { kind: actor.kind, name }, on, outcome, reason };
        expect(readCanonicalBytes(bytes)).toEqual(wanted);
        expect(readEntryNumber(bytes)).toBe(number);
      }),
      { numRuns: 500, seed },
    );
  });

  it('is nothing else: cut, longer, or of another version', () => {
    const actor = { kind: 'service' } as const;
    const bytes = canonicalBytes({ act: 'reminded', actor, on: null, outcome: 'done', reason: null, at: 7 }, 12);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(readCanonicalBytes(bytes.slice(0, length))).toBeNull();
    }
    expect(readCanonicalBytes(Uint8Array.of(...bytes, 0))).toBeNull();
    expect(readCanonicalBytes(Uint8Array.of(2, ...bytes.slice(1)))).toBeNull();
    expect([0, 5, 6].map((length) => readEntryNumber(bytes.slice(0, length)))).toEqual([null, null, null]);
  });

  it('reads any bytes without harm', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const versioned = Uint8Array.of(1, ...bytes);
        const read = readCanonicalBytes(versioned);
        if (read) expect(readEntryNumber(versioned)).toBe(read.number);
      }),
      { numRuns: 500, seed },
    );
  });
});
