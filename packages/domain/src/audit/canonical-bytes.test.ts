import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AuditEntry } from './audit-entry.ts';
import { canonicalBytes } from './canonical-bytes.ts';

fc.configureGlobal({ seed: 20_261_121 });

const entry: AuditEntry = {
  act: 'signed-in',
  actor: { kind: 'person', id: 'p-1' },
  on: { kind: 'session', id: 's-1' },
  outcome: 'done',
  reason: null,
  at: Date.parse('2026-11-23T07:00:00Z'),
};

// Few letters, so that two random entries are often nearly the same.
const name = fc.string({ unit: fc.constantFrom('a', 'b', '\u0000', 'ї', '🖨', '\ud83d', '\udda8'), maxLength: 3 });
const entries: fc.Arbitrary<AuditEntry> = fc.record({
  act: fc.constantFrom('signed-in' as const, 'signed-out' as const),
  actor: fc.oneof(
    fc.record({ kind: fc.constant('person' as const), id: name }),
    fc.record({ kind: fc.constant('operator' as const), name }),
    fc.constant({ kind: 'service' as const }),
  ),
  on: fc.option(fc.record({ kind: fc.constantFrom('ticket' as const, 'team' as const), id: name })),
  outcome: fc.constantFrom('done' as const, 'refused' as const),
  reason: fc.option(name),
  at: fc.integer({ min: 0, max: 2 }),
});

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

it('different entries have different bytes, equal ones the same', () => {
  const numbered = fc.tuple(entries, fc.integer({ min: 0, max: 2 }));
  fc.assert(
    fc.property(numbered, numbered, ([one, oneNumber], [another, anotherNumber]) => {
      const same = JSON.stringify([one, oneNumber]) === JSON.stringify([another, anotherNumber]);
      expect(hex(canonicalBytes(one, oneNumber)) === hex(canonicalBytes(another, anotherNumber))).toBe(same);
    }),
    { numRuns: 2_000 },
  );
});

it.each<{ change: Partial<AuditEntry> }>([
  { change: { act: 'signed-out' } },
  { change: { actor: { kind: 'operator', name: 'p-1' } } },
  { change: { actor: { kind: 'service' } } },
  { change: { on: null } },
  { change: { on: { kind: 'ticket', id: 's-1' } } },
  { change: { on: { kind: 'session', id: '' } } },
  { change: { outcome: 'failed' } },
  { change: { reason: '' } },
  { change: { at: entry.at + 1 } },
])('a change of $change shows', ({ change }) => {
  expect(hex(canonicalBytes({ ...entry, ...change }, 1))).not.toBe(hex(canonicalBytes(entry, 1)));
  expect(hex(canonicalBytes(entry, 2))).not.toBe(hex(canonicalBytes(entry, 1)));
});

it('does not depend on the order in which an entry was put together', () => {
  const { at, reason, outcome, on, actor, act } = entry;
  expect(canonicalBytes({ at, reason, outcome, on, actor, act }, 1)).toEqual(canonicalBytes(entry, 1));
});

it('stays as it is: chains already written are checked with it', () => {
  expect(hex(canonicalBytes(entry, 1))).toBe(
    [
      '01',
      `00000001${hexOf('1')}`,
      `0000000d${hexOf('1795417200000')}`,
      `00000009${hexOf('signed-in')}`,
      `00000006${hexOf('person')}`,
      `00000003${hexOf('p-1')}`,
      `00000007${hexOf('session')}`,
      `00000003${hexOf('s-1')}`,
      `00000004${hexOf('done')}`,
      'ffffffff',
    ].join(''),
  );
});

it('encodes text as UTF-8', () => {
  const bytes = canonicalBytes({ ...entry, actor: { kind: 'operator', name: 'Її€🖨' } }, 1);
  expect(hex(bytes)).toContain(`0000000b${'d087d197e282acf09f96a8'}`);
});

it('refuses numbers that are none', () => {
  expect(() => canonicalBytes(entry, 1.5)).toThrow(RangeError);
  expect(() => canonicalBytes({ ...entry, at: Number.NaN }, 1)).toThrow(RangeError);
});

function hexOf(ascii: string): string {
  return hex(Uint8Array.from(ascii, (letter) => letter.charCodeAt(0)));
}
