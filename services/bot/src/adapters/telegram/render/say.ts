import type { Language } from '@desk/domain';
import i18next from 'i18next';
import { en } from '../../../locales/en.ts';
import type { TextKey } from '../../../locales/texts.ts';
import { uk } from '../../../locales/uk.ts';
import { compose, placeholder, type RichText } from './rich-text.ts';

export type TextValue = string | number | RichText;

/** Says a text of the locale. `count` chooses the plural form; every value goes in as it is, markup and all. */
export type Say = (key: TextKey, values?: Readonly<Record<string, TextValue>>) => RichText;

/** One `Say` a language. */
export function createSay(): Readonly<Record<Language, Say>> {
  const instance = i18next.createInstance();
  void instance.init({
    resources: { uk: { translation: uk }, en: { translation: en } },
    fallbackLng: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return { uk: sayer(instance.getFixedT('uk')), en: sayer(instance.getFixedT('en')) };
}

function sayer(translate: (key: string, options: Record<string, unknown>) => string): Say {
  return (key, values = {}) => {
    const inserted: (string | RichText)[] = [];
    const options: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(values)) {
      if (name === 'count') options[name] = value;
      else options[name] = placeholder(inserted.push(typeof value === 'number' ? String(value) : value) - 1);
    }
    return compose(translate(key, options), inserted);
  };
}
