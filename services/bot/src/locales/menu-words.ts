import type { Language, Localised, Role } from '@desk/domain';
import type { MenuItem } from '../use-cases/intent.ts';

/** The words on the keyboard under the input field. A press sends them as plain text, so they must stay unique. */
export const menuWords: Readonly<Record<MenuItem, Localised>> = {
  'new-ticket': { uk: 'Нова заявка', en: 'New ticket' },
  'my-tickets': { uk: 'Мої заявки', en: 'My tickets' },
  help: { uk: 'Допомога', en: 'Help' },
  settings: { uk: 'Налаштування', en: 'Settings' },
  assigned: { uk: 'Призначені мені', en: 'Assigned to me' },
  duty: { uk: 'Зміна', en: 'My shift' },
  unassigned: { uk: 'Без спеціаліста', en: 'Unassigned' },
  oldest: { uk: 'Найдавніші', en: 'Oldest' },
  'who-is-on': { uk: 'Хто на зміні', en: 'Who is on' },
  report: { uk: 'Звіт', en: 'Report' },
  consultations: { uk: 'Консультації', en: 'Consultations' },
  'own-figures': { uk: 'Мої цифри', en: 'My figures' },
};

const everyone: readonly (readonly MenuItem[])[] = [
  ['new-ticket', 'my-tickets'],
  ['help', 'settings'],
];
const specialists: readonly (readonly MenuItem[])[] = [['assigned', 'duty', 'own-figures']];
const supervisors: readonly (readonly MenuItem[])[] = [
  ['consultations', 'unassigned', 'oldest'],
  ['who-is-on', 'report'],
];

/** Rows of the menu by role: each role has what the one before has, its own work on top. */
export function menuRows(role: Role): readonly (readonly MenuItem[])[] {
  switch (role) {
    case 'employee':
      return everyone;
    case 'specialist':
      return [...specialists, ...everyone];
    case 'supervisor':
      return [...supervisors, ...specialists, ...everyone];
  }
}

export function menuWord(item: MenuItem, language: Language): string {
  return menuWords[item][language];
}

const itemsByWord = new Map<string, MenuItem>(
  Object.entries(menuWords).flatMap(([item, { uk, en }]) => [
    [uk, item as MenuItem],
    [en, item as MenuItem],
  ]),
);

/** The item a text names, in any language: someone may press an old keyboard after changing theirs. */
export function findMenuItem(text: string): MenuItem | null {
  return itemsByWord.get(text.trim()) ?? null;
}
