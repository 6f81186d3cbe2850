import type { Calendar } from './calendar.ts';
import type { RichText } from './rich-text.ts';
import type { Say } from './say.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Times as people say them, in the desk's time zone. Instants are epoch milliseconds. */
export interface Times {
  /** By itself: `today at 14:03`, `tomorrow at 09:00`, `Mon 30 November at 09:00`. */
  moment(at: number): string;
  /** When something happens: `at 14:03`, `tomorrow at 09:00`, `on Mon 30 November at 09:00`. */
  atMoment(at: number): string;
  /** After "until", "by" or "since": `14:03`, `09:00 tomorrow`, `09:00 on 30 November`. */
  bound(at: number): string;
  /** Of today, where seconds count: `14:03:30`. */
  second(at: number): string;
  date(at: number): string;
  /** Whole minutes, hours or days, whichever people would use. */
  duration(ms: number): string;
  age(since: number): string;
  /** How long until then; null where it has passed. */
  left(until: number): string | null;
}

export interface TimesOptions {
  readonly calendar: Calendar;
  readonly now: number;
  readonly say: Say;
}

export function createTimes({ calendar, now, say }: TimesOptions): Times {
  const plain = (rich: RichText) => rich.text;
  const counted = (unit: 'minutes' | 'hours' | 'days', count: number) => plain(say(`words.${unit}`, { count }));
  const duration = (ms: number) => {
    if (ms < minuteMs) return counted('minutes', 1);
    if (ms < hourMs) return counted('minutes', Math.round(ms / minuteMs));
    if (ms < dayMs) return counted('hours', Math.round(ms / hourMs));
    return counted('days', Math.round(ms / dayMs));
  };

  /** Within a day by hours and minutes: whoever has to hurry counts them. */
  const toTheMinute = (ms: number) => {
    if (ms < hourMs || ms >= dayMs) return duration(ms);
    const minutes = Math.floor((ms % hourMs) / minuteMs);
    const hours = counted('hours', Math.floor(ms / hourMs));
    return minutes === 0 ? hours : `${hours} ${counted('minutes', minutes)}`;
  };

  /** Ukrainian has another preposition before the eleventh hour. */
  const atClock = (at: number) => {
    const time = calendar.clock(at);
    return plain(say(time.startsWith('11') ? 'words.times.atEleven' : 'words.times.at', { time }));
  };
  const onDay = (at: number, key: 'words.times.day' | 'words.times.onDay') => {
    const isOtherYear = calendar.year(at) !== calendar.year(now);
    const date = isOtherYear ? calendar.date(at) : calendar.dayOfYear(at);
    return plain(say(key, { weekday: calendar.weekday(at), date, at: atClock(at) }));
  };
  const near = (at: number) => nearDay(calendar.dayNumber(at) - calendar.dayNumber(now));

  return {
    moment(at) {
      const day = near(at);
      return day === 'other' ? onDay(at, 'words.times.day') : plain(say(`words.times.${day}`, { at: atClock(at) }));
    },
    atMoment(at) {
      const day = near(at);
      if (day === 'other') return onDay(at, 'words.times.onDay');
      return day === 'today' ? atClock(at) : plain(say(`words.times.${day}`, { at: atClock(at) }));
    },
    bound(at) {
      const day = near(at);
      const time = calendar.clock(at);
      if (day === 'today') return time;
      return plain(say(`words.times.bound.${day}`, { time, date: calendar.dayOfYear(at) }));
    },
    second: calendar.clockToTheSecond,
    date: calendar.date,
    duration,
    left: (until) => (until > now ? toTheMinute(until - now) : null),
    age: (since) => (now - since < minuteMs ? plain(say('words.justNow')) : duration(now - since)),
  };
}

function nearDay(daysAhead: number): 'yesterday' | 'today' | 'tomorrow' | 'other' {
  switch (daysAhead) {
    case -1:
      return 'yesterday';
    case 0:
      return 'today';
    case 1:
      return 'tomorrow';
    default:
      return 'other';
  }
}
