import type { Language } from '@desk/domain';
import type { RichText } from './rich-text.ts';
import type { Say } from './say.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Times as people say them, in the desk's time zone. Instants are epoch milliseconds. */
export interface Times {
  /** `14:03` today, `tomorrow at 09:00`, else weekday, date and time. */
  moment(at: number): string;
  /** `at 14:03` today, and as `moment` otherwise. */
  atMoment(at: number): string;
  date(at: number): string;
  /** Whole minutes, hours or days, whichever people would use. */
  duration(ms: number): string;
  age(since: number): string;
}

export interface TimesOptions {
  readonly language: Language;
  readonly timeZone: string;
  readonly now: number;
  readonly say: Say;
}

export function createTimes({ language, timeZone, now, say }: TimesOptions): Times {
  const locale = language === 'uk' ? 'uk-UA' : 'en-GB';
  const format = (options: Intl.DateTimeFormatOptions, at: number) =>
    new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(at);
  const clock = (at: number) => format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, at);
  const day = (at: number) => format({ year: 'numeric', month: '2-digit', day: '2-digit' }, at);
  const plain = (rich: RichText) => rich.text;

  const elsewhen = (at: number) => {
    if (day(at) === day(now + dayMs)) return plain(say('words.tomorrow', { time: clock(at) }));
    return format(
      { weekday: 'short', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
      at,
    );
  };
  const today = (at: number) => day(at) === day(now);
  const duration = (ms: number) => {
    if (ms < minuteMs) return plain(say('words.minutes', { count: 1 }));
    if (ms < hourMs) return plain(say('words.minutes', { count: Math.round(ms / minuteMs) }));
    if (ms < dayMs) return plain(say('words.hours', { count: Math.round(ms / hourMs) }));
    return plain(say('words.days', { count: Math.round(ms / dayMs) }));
  };

  return {
    moment: (at) => (today(at) ? clock(at) : elsewhen(at)),
    atMoment: (at) => (today(at) ? plain(say('words.atTime', { time: clock(at) })) : elsewhen(at)),
    date: (at) => format({ day: 'numeric', month: 'long', year: 'numeric' }, at),
    duration,
    age: (since) => (now - since < minuteMs ? plain(say('words.justNow')) : duration(now - since)),
  };
}
