import type { Language } from '@desk/domain';

const dayMs = 24 * 60 * 60_000;

/** Instants (epoch milliseconds) as clocks and calendars of the desk's time zone show them. Costly to make, cheap to ask. */
export interface Calendar {
  /** `09:00`. */
  clock(at: number): string;
  /** `09:00:30`. */
  clockToTheSecond(at: number): string;
  weekday(at: number): string;
  year(at: number): string;
  /** `30 November`. */
  dayOfYear(at: number): string;
  /** `30 November 2026`. */
  date(at: number): string;
  /** Counts the days of the calendar, however long each of them is. */
  dayNumber(at: number): number;
}

export function createCalendar(language: Language, timeZone: string): Calendar {
  const ours = language === 'uk' ? 'uk-UA' : 'en-GB';
  const formatter = (options: Intl.DateTimeFormatOptions, locale = ours) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone, ...options });
    return (at: number) => format.format(at);
  };
  const isoDay = formatter({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA');
  return {
    clock: formatter({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    clockToTheSecond: formatter({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
    weekday: formatter({ weekday: 'short' }),
    year: formatter({ year: 'numeric' }),
    dayOfYear: formatter({ day: 'numeric', month: 'long' }),
    date: formatter({ day: 'numeric', month: 'long', year: 'numeric' }),
    dayNumber: (at) => Date.parse(isoDay(at)) / dayMs,
  };
}
