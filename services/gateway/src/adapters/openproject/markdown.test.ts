import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileLine, fileLines, markdownToText, shownFileIds, textToMarkdown } from './markdown.ts';

const someLines = fc
  .array(
    fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('# як є', '- пункт', '12. пункт', '    код', '', '<b>')),
    {
      maxLength: 6,
    },
  )
  .map((lines) => lines.join('\n').replaceAll(/[^\P{Cc}\n\t]/gu, ''));

test('what a person wrote is read back as they wrote it', () => {
  fc.assert(
    fc.property(someLines, (text) => {
      expect(markdownToText(textToMarkdown(text))).toBe(text.trim());
    }),
    { numRuns: 2_000, seed: 20_261_122 },
  );
});

test.each([
  ['emphasis', 'дуже *важливо* і __теж__', 'дуже \\*важливо\\* і \\_\\_теж\\_\\_'],
  ['a heading', '# Тема', '\\# Тема'],
  ['a list', '- один\n+ два\n3. три', '\\- один\\\n\\+ два\\\n&#51;. три'],
  ['a hyphen inside', 'Wi-Fi о 9.30', 'Wi-Fi о 9.30'],
  ['code by its indent', '    rm -rf', '&#32;&#32;&#32;&#32;rm -rf'],
  ['a link', '[тут](http://x)', '\\[тут\\](http&#58;//x)'],
  ['an address', 'http://x_y та www.z.test', 'http&#58;//x\\_y та www&#46;z.test'],
  ['a picture tag', '<img src=x>', '\\<img src=x\\>'],
  ['a mention', '@irina user#4', '\\@irina user\\#\u20604'],
  ['a number of a ticket', '#12 !#12', '\\#\u206012 !\\#\u206012'],
  ['a page and a macro', '[[wiki]] {{toc}}', '\\[\u2060\\[wiki\\]\\] \\{\u2060\\{toc\\}\\}'],
  ['a value of a ticket', 'workPackageValue:1:subject', 'workPackageValue\u2060:1:subject'],
  ['a joiner of theirs', '#\u206012', '\\#&#8288;12'],
  ['paragraphs', 'раз\n\nдва', 'раз\n\nдва'],
])('%s of a person’s words acts as nothing', (_, text, markdown) => {
  expect(textToMarkdown(text)).toBe(markdown);
});

test.each([
  ['a line break of the editor', 'раз<br>два', 'раз\nдва'],
  ['a mention', '<mention class="mention" data-id="4">@Ірина</mention>, гляньте', '@Ірина, гляньте'],
  ['entities', 'A&nbsp;&lt;&amp;&gt;', 'A <&>'],
  ['a hidden line', 'слова\n\n<!-- будь-що -->', 'слова'],
  ['markup of theirs', '**важливо**', '**важливо**'],
])('%s that somebody else wrote is read as its words', (_, markdown, text) => {
  expect(markdownToText(markdown)).toBe(text);
});

test('files are shown beside the words, and known by them', () => {
  const [picture, log] = [fileLine({ id: '7', name: 'фото.png' }), fileLine({ id: '8', name: 'журнал [1].txt' })];
  const markdown = [textToMarkdown('Ось, [не файл](/attachments/9/content)'), picture, log].join('\n\n');
  expect(markdownToText(markdown)).toBe('Ось, [не файл](/attachments/9/content)');
  expect(shownFileIds(markdown)).toEqual(new Set(['7', '8']));
  expect(fileLines(markdown)).toEqual([picture, log]);
  expect(log).toContain('[журнал \\[1\\].txt](/api/v3/attachments/8/content)');
});

test('a name cannot leave the attribute it stands in', () => {
  expect(fileLine({ id: '7', name: '"><script>.png' })).toBe(
    '<img class="op-uc-image op-uc-image_inline" src="/api/v3/attachments/7/content" alt="___script_.png">',
  );
});
