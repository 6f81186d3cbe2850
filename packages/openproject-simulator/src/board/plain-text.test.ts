import { expect, test } from 'vitest';
import { plainText } from './plain-text.ts';

test.each([
  ['Ось \\*така\\*.', 'Ось *така*.'],
  ['один\\\nдва', 'один\nдва'],
  ['слово <!-- desk:1 -->', 'слово'],
  ['Ось: <img class="op-uc-image" src="/api/v3/attachments/7/content">', 'Ось:'],
  ['Ось: [план.pdf](/api/v3/attachments/7/content)', 'Ось:'],
  ['a &#38; b', 'a & b'],
  ['\\<b>', '<b>'],
  ['&lt;b&gt;&#8288;', '<b>\u2060'],
  ['\\#\u206012', '#12'],
])('%s is read as %s', (markdown, words) => {
  expect(plainText(markdown)).toBe(words);
});
