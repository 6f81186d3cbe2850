import fc from 'fast-check';
import { expect, test } from 'vitest';
import { neutraliseWiki, replaceWikiWords, wikiToText } from './wiki.ts';

test.each([
  ['Wi-Fi зник о 14:03, кабінет 3-12', 'Wi-Fi зник о 14:03, кабінет 3-12'],
  ['{code}rm{code}', String.raw`\{code\}rm\{code\}`],
  ['[link|https://example.test]', String.raw`\[link\|https&#58;//example.test\]`],
  ['[~admin] @admin', String.raw`\[\~admin\] \@admin`],
  ['!https://example.test/x.png!', String.raw`\!https&#58;//example.test/x.png\!`],
  [
    '*bold* _it_ -gone- +new+ ^up^ ~down~ ??cite??',
    String.raw`\*bold\* \_it\_ \-gone\- \+new\+ \^up\^ \~down\~ \?\?cite\?\?`,
  ],
  ['h1. Big', '&#104;1. Big'],
  ['  bq. quote', '  &#98;q. quote'],
  ['the h1. inside', 'the h1. inside'],
  ['# one\n- two\n----', '\\# one\n\\- two\n\\-\\-\\-\\-'],
  ['||head||\n|cell|', '\\|\\|head\\|\\|\n\\|cell\\|'],
  [String.raw`C:\temp\*`, String.raw`C:&#92;temp&#92;\*`],
  ['&#123;code&#125; &amp; & more', String.raw`&#38;\#123;code&#38;\#125; &#38;amp; & more`],
  ['mailto:a@example.test', String.raw`mailto&#58;a\@example.test`],
  [':) :D (/)', String.raw`:\) &#58;D \(/\)`],
  ['desk-0b6f2f64-4f0e-4d0a-9a4e-2f3f1c1f0a01', 'desk-0b6f2f64-4f0e-4d0a-9a4e-2f3f1c1f0a01'],
])('%j is written so that it shows as itself', (words, wiki) => {
  expect(neutraliseWiki(words)).toBe(wiki);
});

const mischief = fc.string({
  unit: fc.constantFrom(...'\\{}[]()!@#|*_+?^~-%&;:/.hHbBqD123 \n', 'ї', '&#92;', '&amp;', 'mailto:', '{code}'),
  maxLength: 40,
});

test('whatever a person writes reads back as it was', () => {
  fc.assert(
    fc.property(fc.oneof(mischief, fc.string()), (words) => {
      expect(wikiToText(neutraliseWiki(words))).toBe(words);
    }),
    { numRuns: 2_000 },
  );
});

/** @claim edge No character that means something in Jira’s wiki markup is left to act. (ASVS 1.3.5) */
test('no character with a meaning is left without its backslash', () => {
  fc.assert(
    fc.property(mischief, (words) => {
      const bare = neutraliseWiki(words)
        .replaceAll(/\\[*_+?^~|%{}[\]()!@#-]/g, 'x')
        .replaceAll(/&#\d+;/g, 'x');
      expect(bare).not.toMatch(/[\\*_+?^~|%{}[\]()!@#]/);
      expect(bare).not.toMatch(/(?:^|\s)-|-(?:\s|$)|:\/\/|^\s*(?:h[1-6]|bq)\./im);
    }),
    { numRuns: 2_000 },
  );
});

test('markup that an agent wrote stays as it is', () => {
  expect(wikiToText('*done*, see {{log}} &copy;')).toBe('*done*, see {{log}} &copy;');
});

test.each([
  ['words alone', 'old', ''],
  ['files below the words', 'old\n!photo one.png|thumbnail!\n[^notes.txt]', '!photo one.png|thumbnail!\n[^notes.txt]'],
  ['a picture within the words', 'look !a.png! here', '!a.png!'],
  ['words that only look like files', String.raw`wow\! what\! \[^notes.txt\] !`, ''],
  ['nothing that could be read', { not: 'text' }, ''],
])('other words take the place of %s, and its files stay', (_, before, files) => {
  expect(replaceWikiWords(before, 'new *words*')).toBe(
    [String.raw`new \*words\*`, ...(files === '' ? [] : [files])].join('\n\n'),
  );
});

/** @claim edge Nobody makes a file of a ticket public by writing its name. */
test('nobody makes a file of the ticket public by writing its name', () => {
  fc.assert(
    fc.property(mischief, (words) => {
      expect(replaceWikiWords(neutraliseWiki(words), 'x')).toBe('x');
    }),
    { numRuns: 2_000 },
  );
});
