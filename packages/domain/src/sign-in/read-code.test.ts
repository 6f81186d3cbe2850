import { expect, it } from 'vitest';
import { readCode } from './read-code.ts';

it.each([
  ['12345678', '12345678'],
  [' 1234 5678 ', '12345678'],
  ['1234-5678', '12345678'],
  ['1234\u00a05678', '12345678'],
  ['1234567', null],
  ['123456789', null],
  ['inventory 12345678', null],
  ['1 2 3 4 5 6 7 8 and more', null],
  ['+12345678', null],
  ['', null],
])('%j is the code %j', (text, code) => expect(readCode(text)).toBe(code));
