import fc from 'fast-check';
import { expect, it } from 'vitest';
import { digestValue } from './digest-value.ts';

it('is the same whatever the order of keys, at any depth', () => {
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, part]) => [key, reversed(part)]),
    );
  };
  fc.assert(fc.property(fc.jsonValue(), (value) => digestValue(reversed(value)) === digestValue(value)));
});

it('is another one for another value', () => {
  const values = [
    { a: 1 },
    { a: '1' },
    { a: null },
    { b: 1 },
    [{ a: 1 }],
    { a: [1] },
    { a: { b: 1 } },
    [],
    {},
    null,
    '',
  ];
  expect(new Set(values.map(digestValue)).size).toBe(values.length);
});
