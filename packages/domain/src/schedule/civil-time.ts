const minuteMs = 60_000;
const dayMs = 86_400_000;

/** A day of the calendar as the number of days since 1970-01-01. */
export type CivilDay = number;

/** What a wall clock in some time zone shows, as milliseconds since 1970-01-01T00:00 on that wall. */
type WallMs = number;

/** The day on the wall calendar of the time zone at this instant. */
export function civilDayAt(timeZone: string, at: number): CivilDay {
  return Math.floor(wallAt(timeZone, at) / dayMs);
}

/**
 * The wall clock of the time zone on one day: from a minute of the day to the first instant at which the clock reads
 * that time or later. So a time the clock skips in spring is the instant of the change, and of a time it shows twice
 * in autumn the first counts: spans that follow each other on the wall never overlap and leave no gap.
 */
export function wallClock(timeZone: string, day: CivilDay): (minuteOfDay: number) => number {
  // Two changes within three days have not been seen; offsets are within a day.
  const before = offsetAt(timeZone, (day - 1) * dayMs);
  const after = offsetAt(timeZone, (day + 2) * dayMs);
  return (minuteOfDay) => {
    const wall = day * dayMs + minuteOfDay * minuteMs;
    const early = wall - before;
    if (before === after || offsetAt(timeZone, early) === before) return early;
    const late = wall - after;
    if (offsetAt(timeZone, late) === after) return late;
    return changeBetween(timeZone, Math.min(early, late), Math.max(early, late));
  };
}

/** Weekday of a day, Monday 0 to Sunday 6. */
export function weekdayOf(day: CivilDay): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** 'YYYY-MM-DD' of a day (years 0 to 9999). */
export function dateOf(day: CivilDay): string {
  // The civil calendar by eras of 400 years, each of 146,097 days and beginning on 1 March.
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}`;
}

/** The day of a date given by its numbers; a month or day out of range runs over into its neighbours. */
export function civilDayOf(year: number, month: number, dayOfMonth: number): CivilDay {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The day of a 'YYYY-MM-DD' that is in the calendar, else null. */
export function parseDate(text: string): CivilDay | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const day = civilDayOf(Number(match[1]), Number(match[2]), Number(match[3]));
  return dateOf(day) === text ? day : null;
}

/** Minutes since midnight of an 'HH:MM' from '00:00' to '24:00', else null. */
export function parseTimeOfDay(text: string): number | null {
  const match = /^(\d{2}):([0-5]\d)$/.exec(text);
  if (!match) return null;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return minute <= 24 * 60 ? minute : null;
}

/** Whether the runtime knows a time zone by this name. */
export function isTimeZone(name: string): boolean {
  try {
    formatterOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The instant of the one change of offset after `from` and not after `to`, to the second. */
function changeBetween(timeZone: string, from: number, to: number): number {
  const offsetBefore = offsetAt(timeZone, from);
  let before = Math.floor(from / 1_000);
  let after = Math.ceil(to / 1_000);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(timeZone, middle * 1_000) === offsetBefore) before = middle;
    else after = middle;
  }
  return after * 1_000;
}

/** Milliseconds to add to an instant to get the wall clock. */
function offsetAt(timeZone: string, at: number): number {
  return wallAt(timeZone, at) - at;
}

function wallAt(timeZone: string, at: number): WallMs {
  const shown: Record<string, number> = {};
  for (const part of formatterOf(timeZone).formatToParts(at)) {
    if (part.type !== 'literal') shown[part.type] = Number(part.value);
  }
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  const wholeSecond = civilDayOf(year, month, day) * dayMs + (hour * 3_600 + minute * 60 + second) * 1_000;
  return wholeSecond + (((at % 1_000) + 1_000) % 1_000);
}

const formattersMax = 64;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times what using it does. */
function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  if (formatters.size >= formattersMax) formatters.clear();
  formatters.set(timeZone, made);
  return made;
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
