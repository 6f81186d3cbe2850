import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { menuWords } from './menu-words.ts';
import { uk } from './uk.ts';

type Tree = { readonly [key: string]: string | Tree };

const locales = { uk: leaves(uk), en: leaves(en) };

describe.each(Object.entries(locales))('the texts in %s', (language, texts) => {
  it('have every plural form of the language', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plurals = Map.groupBy(
      [...texts.keys()].filter((key) => pluralForm.test(key)),
      (key) => key.replace(pluralForm, ''),
    );
    expect(plurals.size).toBeGreaterThan(0);
    for (const [key, found] of plurals) {
      expect(found.map((name) => name.slice(key.length + 1)).toSorted(), key).toEqual([...forms].toSorted());
    }
  });

  it('close what they embolden', () => {
    for (const [key, text] of texts) expect(text.split('**').length % 2, key).toBe(1);
  });

  it('have no exclamation mark but the one at the door', () => {
    const exclaiming = [...texts].filter(([, text]) => text.includes('!')).map(([key]) => key);
    expect(exclaiming).toEqual(['door.welcome']);
  });

  it('write the apostrophe as a letter is written, never as a quotation mark of code', () => {
    const apostrophe = language === 'uk' ? /\p{L}['’]\p{L}/u : /\p{L}['ʼ]\p{L}/u;
    expect([...texts].filter(([, text]) => apostrophe.test(text))).toEqual([]);
  });

  it('show no word of the machinery', () => {
    const machinery = /outbox|inbox|binding|revision|ambiguous|token|P90|undefined|null/i;
    expect([...texts].filter(([, text]) => machinery.test(text.replace(/\{\{\w+\}\}/g, '')))).toEqual([]);
  });
});

it('have the same keys and the same values to fill in, in both languages', () => {
  expect(shape(locales.en)).toEqual(shape(locales.uk));
});

it('never give two menu items the same word', () => {
  const words = Object.values(menuWords).flatMap(({ uk, en }) => [uk, en]);
  expect(new Set(words).size).toBe(words.length);
});

const pluralForm = /_(?:zero|one|two|few|many|other)$/;

function shape(texts: ReadonlyMap<string, string>) {
  const keys = new Map<string, string[]>();
  for (const [key, text] of texts) {
    const names = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => String(name));
    keys.set(key.replace(pluralForm, ''), names.toSorted());
  }
  return Object.fromEntries([...keys].toSorted());
}

function leaves(tree: Tree, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(prefix + key, value);
    else for (const [inner, text] of leaves(value, `${prefix}${key}.`)) found.set(inner, text);
  }
  return found;
}
