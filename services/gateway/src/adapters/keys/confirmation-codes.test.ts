import { createKeyRing } from '@desk/crypto';
import { expect, it } from 'vitest';
import { createConfirmationCodes } from './confirmation-codes.ts';

it('draws as many digits as asked for, and never the same twice in a row', () => {
  const codes = createConfirmationCodes(createKeyRing('k1'));
  const drawn = Array.from({ length: 50 }, () => codes.draw(8));
  for (const code of drawn) expect(code).toMatch(/^\d{8}$/);
  expect(new Set(drawn).size).toBe(drawn.length);
});

it('knows a code by a hash that holds for its confirmation and needs the key', () => {
  const codes = createConfirmationCodes(createKeyRing('k1'));
  const hash = codes.hash('one', '12345678');
  expect(hash).not.toContain('12345678');
  expect(codes.matches(hash, 'one', '12345678')).toBe(true);
  expect(codes.matches(hash, 'one', '12345679')).toBe(false);
  expect(codes.matches(hash, 'other', '12345678')).toBe(false);
  expect(codes.matches('', 'one', '12345678')).toBe(false);
  expect(createConfirmationCodes(createKeyRing('k1')).matches(hash, 'one', '12345678')).toBe(false);
});
