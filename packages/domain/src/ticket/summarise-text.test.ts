import fc from 'fast-check';
import { expect, it } from 'vitest';
import { summaryOf } from './summarise-text.ts';

fc.configureGlobal({ seed: 20_261_121 });

it.each([
  ['Зник Wi-Fi', 'Зник Wi-Fi'],
  ['  Зник   Wi-Fi\t\nна третьому поверсі', 'Зник Wi-Fi'],
  ['\n \r\nПринтер не друкує', 'Принтер не друкує'],
  ['', ''],
  [' \n ', ''],
  [`${'слово '.repeat(19)}кінець`, `${'слово '.repeat(19)}кінець`],
  [`${'слово '.repeat(20)}кінець`, `${'слово '.repeat(19)}слово…`],
  [`${'слово, '.repeat(30)}`, `${'слово, '.repeat(16)}слово…`],
  ['щ'.repeat(200), `${'щ'.repeat(119)}…`],
  ['🖨'.repeat(200), `${'🖨'.repeat(119)}…`],
])('of %j is %j', (text, summary) => {
  expect(summaryOf(text)).toBe(summary);
});

it('is one line of at most 120 characters, and of a text that fits nothing is cut', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const summary = summaryOf(text);
      expect(Array.from(summary).length).toBeLessThanOrEqual(120);
      expect(summary).not.toMatch(/[\r\n\t]/);
      if (!summary.endsWith('…')) expect(text.replace(/\s+/g, ' ')).toContain(summary);
    }),
  );
});
