import { expect, it } from 'vitest';
import { readTelegramId } from './read-telegram-id.ts';

it.each([
  ['123456789', 123_456_789],
  ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ['9007199254740993', null],
  ['0', null],
  ['-5', null],
  ['12e3', null],
  ['olena', null],
  ['', null],
])('%j is read as %s', (text, id) => {
  expect(readTelegramId(text)).toBe(id);
});
