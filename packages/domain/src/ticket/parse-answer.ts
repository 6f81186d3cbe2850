import type { Field } from '../catalogue/catalogue.ts';
import { civilDayOf, dateOf, parseDate } from '../schedule/civil-time.ts';

/**
 * An answer as it is kept: trimmed; a date as 'YYYY-MM-DD' (also understood: 'DD.MM.YYYY'); a choice as its id. Null
 * when it does not answer the field.
 */
export function parseAnswer(field: Field, answer: string): string | null {
  const trimmed = answer.trim();
  if (trimmed === '') return null;
  switch (field.kind) {
    case 'text':
      return trimmed;
    case 'choice':
      return field.choices.some((choice) => choice.id === trimmed) ? trimmed : null;
    case 'date':
      return parseCalendarDate(trimmed);
    case 'email':
      return /^[^\s@<>]{1,64}@[^\s@<>.]+(\.[^\s@<>.]+)+$/.test(trimmed) ? trimmed : null;
  }
}

function parseCalendarDate(text: string): string | null {
  const local = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text);
  if (!local) return parseDate(text) === null ? null : text;
  const [day, month, year] = [Number(local[1]), Number(local[2]), Number(local[3])];
  const date = dateOf(civilDayOf(year, month, day));
  // A 31 April runs over into May: no such day.
  return date.endsWith(`-${String(day).padStart(2, '0')}`) && month >= 1 && month <= 12 ? date : null;
}
