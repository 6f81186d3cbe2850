import { zoneOffsetMinutes } from '../text/format-date.ts';
import { JqlError } from './tokenize-jql.ts';

const unitMs: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** `yyyy/MM/dd HH:mm`, `yyyy-MM-dd`, `-5m`, `-2h 30m` or epoch ms, as epoch ms. Dates are the caller's wall clock, to the minute. */
export function readJqlDate(field: string, text: string, { now, timeZone }: { now: number; timeZone: string }): number {
  const at = readAbsolute(text, timeZone) ?? readPeriod(text, now) ?? readEpoch(text);
  if (at !== undefined) return at;
  throw new JqlError(
    `Date value '${text}' for field '${field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
  );
}

function readAbsolute(text: string, timeZone: string): number | undefined {
  const match = /^(\d{4})([/-])(\d{1,2})\2(\d{1,2})(?: (\d{1,2}):(\d{2}))?$/.exec(text);
  if (!match) return undefined;
  const [, year, , month, day, hour = '0', minute = '0'] = match;
  if (Number(month) > 12 || Number(day) > 31 || Number(hour) > 23 || Number(minute) > 59) return undefined;
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
  // The offset at the wall time read as UTC may be a change of clocks away from the right one: look again from there.
  const guess = wall - zoneOffsetMinutes(wall, timeZone) * 60_000;
  return wall - zoneOffsetMinutes(guess, timeZone) * 60_000;
}

function readPeriod(text: string, now: number): number | undefined {
  const match = /^([+-]?)((?:\d+[mhdw]\s*)+)$/.exec(text.trim());
  if (!match) return undefined;
  const [, sign, parts = ''] = match;
  const size = [...parts.matchAll(/(\d+)([mhdw])/g)].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (unitMs[unit] ?? 0),
    0,
  );
  return sign === '-' ? now - size : now + size;
}

function readEpoch(text: string): number | undefined {
  return /^\d{12,14}$/.test(text) ? Number(text) : undefined;
}
