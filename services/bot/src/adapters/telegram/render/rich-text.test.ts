import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose, join, placeholder, shorten, shortenText } from './rich-text.ts';

describe('a template', () => {
  it.each([
    ['no markup', 'no markup', []],
    ['**bold** then not', 'bold then not', [{ type: 'bold', offset: 0, length: 4 }]],
    [
      'a **b** c **d**',
      'a b c d',
      [
        { type: 'bold', offset: 2, length: 1 },
        { type: 'bold', offset: 6, length: 1 },
      ],
    ],
    ['**👩‍💻** x', '👩‍💻 x', [{ type: 'bold', offset: 0, length: 5 }]],
    ['****', '', []],
  ])('%s becomes text and offsets in UTF-16 units', (template, text, entities) => {
    expect(compose(template)).toEqual({ text, entities });
  });

  it('lets no value be read as markup or as a place for another value', () => {
    const whatever = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(whatever, whatever, (first, second) => {
        const hostile = `**${first}**${placeholder(1)}`;
        const { text, entities } = compose(`«${placeholder(0)}» ${placeholder(1)}`, [hostile, second]);
        expect(text).toBe(`«${hostile}» ${second}`);
        expect(entities).toEqual([]);
      }),
    );
  });

  it('keeps the styles of a value that has some', () => {
    const inner = compose('**SD-1**');
    expect(compose(`ticket ${placeholder(0)}`, [inner]).entities).toEqual([{ type: 'bold', offset: 7, length: 4 }]);
  });
});

describe('joining', () => {
  it('leaves out what is empty and moves the styles along', () => {
    const joined = join([compose('**a**'), null, compose(''), compose('x **b**')], '\n');
    expect(joined.text).toBe('a\nx b');
    expect(joined.entities).toEqual([
      { type: 'bold', offset: 0, length: 1 },
      { type: 'bold', offset: 4, length: 1 },
    ]);
  });
});

describe('shortening', () => {
  it('never splits a surrogate pair and never exceeds the limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 2, max: 40 }), (text, unitsMax) => {
        const short = shortenText(text, unitsMax);
        expect(short.length).toBeLessThanOrEqual(Math.max(unitsMax, 0));
        expect(short.isWellFormed()).toBe(true);
        if (text.length <= unitsMax) expect(short).toBe(text);
      }),
    );
  });

  it('cuts styles that reach beyond the end, and drops those that start there', () => {
    const rich = compose('**abcdef** and **more**');
    expect(shorten(rich, 5)).toEqual({ text: 'abcd…', entities: [{ type: 'bold', offset: 0, length: 5 }] });
  });
});
