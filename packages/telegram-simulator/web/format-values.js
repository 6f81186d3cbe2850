const BYTE_UNITS = { uk: ['Б', 'КБ', 'МБ', 'ГБ'], en: ['B', 'KB', 'MB', 'GB'] };
const DAY_MS = 24 * 60 * 60 * 1000;

/** @typedef {'uk' | 'en'} Language */

/**
 * @param {number} seconds Unix time.
 * @param {Language} language
 */
export function formatTime(seconds, language) {
  return new Date(seconds * 1000).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', hour12: false });
}

/**
 * The day of a message as its separator names it.
 *
 * @param {number} seconds Unix time.
 * @param {Language} language
 * @param {{ today: string, yesterday: string }} texts
 */
export function formatDay(seconds, language, texts) {
  const date = new Date(seconds * 1000);
  const today = new Date();
  if (sameDay(date, today)) return texts.today;
  if (sameDay(date, new Date(today.getTime() - DAY_MS))) return texts.yesterday;
  const year = date.getFullYear() === today.getFullYear() ? {} : { year: /** @type {const} */ ('numeric') };
  return date.toLocaleDateString(language, { day: 'numeric', month: 'long', ...year });
}

/** @param {number} seconds Unix time. */
export function dayKey(seconds) {
  return new Date(seconds * 1000).toDateString();
}

/**
 * @param {number} bytes
 * @param {Language} language
 */
export function formatSize(bytes, language) {
  const units = BYTE_UNITS[language];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toLocaleString(language, { maximumFractionDigits: digits })} ${units[unit]}`;
}

/** @param {number} seconds A length of time. */
export function formatDuration(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
}

/**
 * A Ukrainian number in the groups people read it in; others as they are.
 *
 * @param {string} phone With or without its plus.
 */
export function formatPhone(phone) {
  const international = `+${phone.replace(/^\+/, '')}`;
  return international.replace(/^\+380(\d\d)(\d{3})(\d\d)(\d\d)$/, '+380 $1 $2 $3 $4');
}

/** @param {string} name */
export function initials(name) {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : [words[0]];
  return letters.map((word) => (word ?? '').charAt(0).toUpperCase()).join('');
}

/**
 * The class of one of Telegram's seven avatar colours.
 *
 * @param {number} id
 */
export function tintClass(id) {
  return `tint-${Math.abs(id) % 7}`;
}

/**
 * @param {Date} a
 * @param {Date} b
 */
function sameDay(a, b) {
  return a.toDateString() === b.toDateString();
}
