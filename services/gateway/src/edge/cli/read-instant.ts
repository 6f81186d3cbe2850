import { startOfDay } from '@desk/domain';

const dayMs = 24 * 60 * 60_000;

/**
 * Epoch milliseconds of an instant with its offset (2026-11-23T08:00:00Z), or of the beginning of a day (2026-11-23) by
 * the clocks of a time zone; null for what is neither.
 */
export function readInstant(text: string, timeZone: string): number | null {
  const noon = Date.parse(`${text}T12:00:00Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Number.isNaN(noon) ? null : startOfNamedDay(text, noon, timeZone);
  const at = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/** Noon in Greenwich is the day before or after in a few zones. */
function startOfNamedDay(day: string, noon: number, timeZone: string): number | null {
  const written = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const starts = [-1, 0, 1].map((shift) => startOfDay(timeZone, noon + shift * dayMs, 0));
  return starts.find((start) => written.format(start) === day) ?? null;
}
