import { preferences } from './preferences.js';

const minuteMs = 60_000;

/** The largest unit that fits, short: «5 хв», `3 h`. */
const units = /** @type {const} */ ([
  { ms: 1_440 * minuteMs, uk: 'дн', en: 'd' },
  { ms: 60 * minuteMs, uk: 'год', en: 'h' },
  { ms: minuteMs, uk: 'хв', en: 'min' },
]);

/** @param {number} at */
export function formatAge(at) {
  const age = Math.max(0, Date.now() - at);
  const unit = units.find(({ ms }) => age >= ms);
  if (!unit) return preferences.language === 'uk' ? 'щойно' : 'just now';
  return `${Math.floor(age / unit.ms)} ${unit[preferences.language]}`;
}

/** @param {number} at */
export function formatTime(at) {
  const locale = preferences.language === 'uk' ? 'uk-UA' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

/** @param {number} bytes */
export function formatSize(bytes) {
  const names = preferences.language === 'uk' ? ['Б', 'КБ', 'МБ'] : ['B', 'KB', 'MB'];
  const power = Math.min(2, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const size = bytes / 1024 ** power;
  return `${size.toLocaleString(preferences.language, { maximumFractionDigits: size < 10 && power > 0 ? 1 : 0 })} ${names[power]}`;
}

/** @param {string} name */
export function initialsOf(name) {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return [words.at(0), words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.charAt(0) ?? '')
    .join('')
    .toUpperCase();
}

/**
 * One of a few calm hues, always the same for one person.
 *
 * @param {string} id
 */
export function hueOf(id) {
  const hues = [12, 38, 95, 152, 190, 222, 262, 320];
  let sum = 7;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9_973;
  return hues[sum % hues.length] ?? 222;
}
