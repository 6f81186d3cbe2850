export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** Monday first. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const satisfies readonly Weekday[];

/** A stretch of one day by the wall clock, 'HH:MM'; `from` included, `to` not. A night is '22:00'–'24:00' and '00:00'–'06:00'. */
export interface WorkingSpan {
  readonly from: string;
  readonly to: string;
}

/** When a team works. */
export interface WorkingHours {
  /** IANA name, for instance 'Europe/Kyiv'. */
  readonly timeZone: string;
  /** Spans of a day in order, not overlapping; a pause between two of them is a break. */
  readonly week: Readonly<Record<Weekday, readonly WorkingSpan[]>>;
  /** Dates without work, 'YYYY-MM-DD' in the time zone above. */
  readonly holidays: readonly string[];
}

/** A stretch of time, epoch milliseconds; `from` included, `to` not. */
export interface Period {
  readonly from: number;
  readonly to: number;
}
