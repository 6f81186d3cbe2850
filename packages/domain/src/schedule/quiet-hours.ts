import { civilDayAt, parseTimeOfDay, wallClock } from './civil-time.ts';

/** When people would rather not be woken; 'HH:MM' by the clocks of the time zone, and mostly over midnight. */
export interface QuietHours {
  /** IANA name, for instance 'Europe/Kyiv'. */
  readonly timeZone: string;
  /** Included. */
  readonly from: string;
  /** Not included; no later than `from` means on the next day. */
  readonly to: string;
}

/** Throws RangeError on times that are none: the configuration is checked beforehand. */
export function isQuiet({ timeZone, from, to }: QuietHours, at: number): boolean {
  const instantOf = wallClock(timeZone, civilDayAt(timeZone, at));
  const starts = instantOf(minuteOf(from));
  const ends = instantOf(minuteOf(to));
  return starts < ends ? at >= starts && at < ends : at >= starts || at < ends;
}

function minuteOf(text: string): number {
  const minute = parseTimeOfDay(text);
  if (minute === null) throw new RangeError('a time of day must read HH:MM');
  return minute;
}
