import { describe, expect, test } from 'vitest';
import { readAdf, textToAdf } from './adf.ts';
import { formatIsoDate, formatJiraDate, zoneOffsetMinutes } from './format-date.ts';

const doc = (...content: unknown[]) => ({ type: 'doc', version: 1, content });
const paragraph = (...content: unknown[]) => ({ type: 'paragraph', content });
const text = (value: string) => ({ type: 'text', text: value });
const item = (value: string) => ({ type: 'listItem', content: [paragraph(text(value))] });

describe('documents as text', () => {
  test.each([
    ['paragraphs are lines', doc(paragraph(text('a'), text('b')), paragraph(), paragraph(text('c'))), 'ab\n\nc'],
    ['a hard break is a line', doc(paragraph(text('a'), { type: 'hardBreak' }, text('b'))), 'a\nb'],
    [
      'lists',
      doc({ type: 'bulletList', content: [item('a'), item('b')] }, { type: 'orderedList', content: [item('c')] }),
      '- a\n- b\n1. c',
    ],
    [
      'mentions and emoji',
      doc(
        paragraph(
          { type: 'mention', attrs: { id: '1', text: '@Iryna' } },
          { type: 'emoji', attrs: { shortName: ':ok:' } },
        ),
      ),
      '@Iryna:ok:',
    ],
    ['cards', doc({ type: 'blockCard', attrs: { url: 'https://example.invalid' } }), 'https://example.invalid'],
    [
      'quotes and rules',
      doc({ type: 'blockquote', content: [paragraph(text('a')), paragraph(text('b'))] }, { type: 'rule' }),
      'a\nb\n----',
    ],
    ['code', doc({ type: 'codeBlock', content: [text('x = 1')] }), 'x = 1'],
    ['a picture says nothing', doc({ type: 'mediaSingle', content: [{ type: 'media', attrs: { id: '1' } }] }), ''],
  ])('%s', (_case, document, expected) => {
    expect(readAdf(document)).toEqual({ text: expected, document });
  });

  test.each([
    ['plain text', 'hello'],
    ['nothing', null],
    ['another version', { type: 'doc', version: 2, content: [] }],
    ['no document', paragraph(text('a'))],
    ['a stray key', { ...doc(), extra: 1 }],
    ['an empty text node', doc(paragraph(text('')))],
    ['more than 5,000 nodes', doc(...Array(5_001).fill(paragraph()))],
  ])('%s is no document', (_case, raw) => {
    expect(readAdf(raw)).toBeUndefined();
  });

  test.each(['one', 'one\ntwo', 'one\n\n\ntwo\n', ''])('text %j survives the way there and back', (value) => {
    expect(readAdf(textToAdf(value))?.text).toBe(value);
  });
});

describe('dates', () => {
  test.each([
    [Date.UTC(2026, 0, 2, 3, 4, 5, 6), 'Europe/Kyiv', '2026-01-02T05:04:05.006+0200', '2026-01-02T05:04:05+0200'],
    [Date.UTC(2026, 6, 2, 22, 0, 0), 'Europe/Kyiv', '2026-07-03T01:00:00.000+0300', '2026-07-03T01:00:00+0300'],
    [Date.UTC(2026, 0, 1, 0, 0, 0), 'America/New_York', '2025-12-31T19:00:00.000-0500', '2025-12-31T19:00:00-0500'],
    [Date.UTC(2026, 0, 1, 0, 0, 0), 'Asia/Kolkata', '2026-01-01T05:30:00.000+0530', '2026-01-01T05:30:00+0530'],
    [Date.UTC(2026, 0, 1, 0, 0, 0), 'Etc/UTC', '2026-01-01T00:00:00.000+0000', '2026-01-01T00:00:00+0000'],
  ])('%d in %s', (at, zone, jira, iso) => {
    expect(formatJiraDate(at, zone)).toBe(jira);
    expect(formatIsoDate(at, zone)).toBe(iso);
  });

  test('the offset changes at the moment the clocks do', () => {
    const change = Date.UTC(2026, 2, 29, 1, 0, 0);
    expect([zoneOffsetMinutes(change - 1, 'Europe/Kyiv'), zoneOffsetMinutes(change, 'Europe/Kyiv')]).toEqual([
      120, 180,
    ]);
  });
});
