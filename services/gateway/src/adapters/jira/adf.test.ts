import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adfToText, replaceAdfWords, textToAdf } from './adf.ts';

const text = (words: string) => ({ type: 'text', text: words });
const paragraph = (...content: readonly unknown[]) => ({ type: 'paragraph', content });
const doc = (...content: readonly unknown[]) => ({ type: 'doc', version: 1, content });

test.each([
  ['', doc(paragraph())],
  ['one', doc(paragraph(text('one')))],
  ['one\ntwo', doc(paragraph(text('one'), { type: 'hardBreak' }, text('two')))],
  ['one\n\ntwo', doc(paragraph(text('one')), paragraph(text('two')))],
  ['*not bold* {code} [~admin]', doc(paragraph(text('*not bold* {code} [~admin]')))],
])('%j becomes paragraphs of bare text', (words, document) => {
  expect(textToAdf(words)).toEqual(document);
});

test('what was written reads back, but for empty lines beyond one', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\n', '*', 'ї', '😀') }), (words) => {
      const expected = words
        .replaceAll(/\n{2,}/g, '\n\n')
        .split('\n\n')
        .filter((block) => block !== '')
        .join('\n\n')
        .trim();
      expect(adfToText(textToAdf(words))).toBe(expected);
    }),
  );
});

test('no text node is ever empty, which Jira would refuse', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n') }), (words) => {
      const nodes = textToAdf(words).content.flatMap((block) => block.content);
      expect(nodes.every((node) => node.type !== 'text' || node.text !== '')).toBe(true);
    }),
  );
});

test('the words of a document that an agent wrote are read, whatever stands around them', () => {
  const document = doc(
    { type: 'heading', attrs: { level: 2 }, content: [text('Steps')] },
    {
      type: 'bulletList',
      content: [
        {
          type: 'listItem',
          content: [paragraph(text('restart '), { type: 'mention', attrs: { id: '1', text: '@Ірина' } })],
        },
        { type: 'listItem', content: [paragraph({ type: 'inlineCard', attrs: { url: 'https://example.test/a' } })] },
      ],
    },
    { type: 'mediaSingle', content: [{ type: 'media', attrs: { id: 'x' } }] },
    { type: 'codeBlock', content: [text('ping 192.0.2.1')] },
    paragraph(
      text('until '),
      { type: 'date', attrs: { timestamp: '1764547200000' } },
      { type: 'emoji', attrs: { shortName: ':smile:' } },
    ),
  );
  expect(adfToText(document)).toBe(
    'Steps\n\n- restart @Ірина\n- https://example.test/a\n\nping 192.0.2.1\n\nuntil 2025-12-01:smile:',
  );
});

test.each([[null], [undefined], ['wiki text'], [7], [{ content: [] }], [doc({ content: 'x' })]])(
  '%j is no document and has no words',
  (value) => {
    expect(adfToText(value)).toBe('');
  },
);

test('a document that is too deep or too large ends instead of running on', () => {
  let deep: unknown = text('bottom');
  for (let level = 0; level < 5_000; level += 1) deep = { type: 'blockquote', content: [deep] };
  expect(adfToText(doc(deep))).toBe('');

  const wide = doc(...Array.from({ length: 50_000 }, () => paragraph(text('x'))));
  expect(adfToText(wide).replaceAll('\n', '').length).toBeLessThanOrEqual(20_000);
});

const file = (id: string) => ({ type: 'media', attrs: { type: 'file', id, collection: '' } });
const group = (...ids: readonly string[]) => ({ type: 'mediaGroup', content: ids.map(file) });
const inline = (id: string) => ({ type: 'mediaInline', attrs: { id } });

test.each([
  ['words alone', doc(paragraph(text('old'))), []],
  ['files below the words', doc(paragraph(text('old')), group('a', 'b')), [group('a', 'b')]],
  ['a picture between the words', doc(paragraph(), { type: 'mediaSingle' }, paragraph()), [{ type: 'mediaSingle' }]],
  ['a file within the words', doc(paragraph(text('see '), inline('a'))), [paragraph(inline('a'))]],
  ['nothing that could be read', 'plain', []],
])('other words take the place of %s, and its files stay', (_, before, files) => {
  expect(replaceAdfWords(before, 'new\nwords')).toEqual(
    doc(paragraph(text('new'), { type: 'hardBreak' }, text('words')), ...files),
  );
});
