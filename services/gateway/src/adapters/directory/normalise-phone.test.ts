import { expect, test } from 'vitest';
import { normalisePhone, normaliseSharedPhone } from './normalise-phone.ts';

test.each([
  ['+380500000001', '+380500000001'],
  ['+38 (050) 000-00-01', '+380500000001'],
  ['050 000 00 01', '+380500000001'],
  ['380500000001', '+380500000001'],
  ['  0500000001 ', '+380500000001'],
  ['+48 512 000 001', '+48512000001'],
  ['00380500000001', '+380500000001'],
])('%s is understood as %s', (written, normalised) => {
  expect(normalisePhone(written, 'UA')).toBe(normalised);
});

test.each([[''], ['none'], ['112'], ['+38050'], ['+3805000000011111'], ['call 0500000001'], ['0500000001 ext. 12']])(
  '%s is no number of a person',
  (written) => {
    expect(normalisePhone(written, 'UA')).toBeNull();
  },
);

test('a country that has no phone numbers is a mistake of the configuration', () => {
  expect(() => normalisePhone('0500000001', 'Ukraine')).toThrow('Ukraine is not a country');
});

test.each([
  ['380500000001', '+380500000001'],
  ['+380500000001', '+380500000001'],
  ['48512000001', '+48512000001'],
  ['0500000001', null],
  ['', null],
])('a shared %s is %s, whatever country the desk is in', (shared, normalised) => {
  expect(normaliseSharedPhone(shared)).toBe(normalised);
});
