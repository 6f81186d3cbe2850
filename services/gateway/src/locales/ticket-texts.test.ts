import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ticketTexts } from './ticket-texts.ts';

const { signComment, unsignComment } = ticketTexts;

test.each([
  ['Олена Коваль', 'Роутер блимає', 'Олена Коваль (Telegram):\nРоутер блимає'],
  ['Олена Коваль', '', 'Олена Коваль (Telegram):'],
  [' Olena \n Koval ', 'Words', 'Olena Koval (Telegram):\nWords'],
])('%j says %j', (name, words, signed) => {
  expect(signComment(name, words)).toBe(signed);
});

test('whatever is said is read back without the line that names its author', () => {
  fc.assert(
    fc.property(fc.string(), (words) => {
      const shown = words.trimEnd().replace(/^\n+/, '');
      expect(unsignComment(signComment('Олена Коваль', words))).toBe(shown);
    }),
  );
});

test.each(['Words alone', 'One\nOlena Koval (Telegram):\ntwo', 'Telegram: is down'])(
  'a comment whose first line somebody took away keeps all its words: %j',
  (words) => {
    expect(unsignComment(words)).toBe(words);
  },
);
