import type { ConsultationEnd } from '@desk/contract';
import type { Language, Side } from '@desk/domain';
import type { DialogueTexts, SpokenLine, ToldClosing } from '../ports/dialogue-texts.ts';

interface DialogueLocale {
  readonly intl: string;
  readonly heading: string;
  readonly sides: Readonly<Record<Side, string>>;
  readonly edited: string;
  readonly file: string;
  readonly refusedFile: string;
  inFile(fileName: string): string;
  closed(day: string, time: string): string;
  neverBegun(day: string, time: string): string;
  readonly ends: Readonly<Record<ConsultationEnd, string>>;
  readonly participants: string;
  readonly waited: string;
  readonly lasted: string;
  readonly units: { readonly hours: string; readonly minutes: string; readonly seconds: string };
  rated(stars: number): string;
  readonly unrated: string;
  readonly comment: string;
}

const uk: DialogueLocale = {
  intl: 'uk-UA',
  heading: 'Онлайн-консультація',
  sides: { employee: 'Працівник', specialist: 'Спеціаліст' },
  edited: 'виправлено',
  file: 'файл',
  refusedFile: 'файл не прийнято',
  inFile: (fileName) => `Розмова не вмістилася в коментар, тож вона у файлі ${fileName}.`,
  closed: (day, time) => `Онлайн-консультацію завершено: ${day}, ${time}.`,
  neverBegun: (day, time) => `Онлайн-консультація не відбулася: ${day}, ${time}.`,
  ends: {
    'by-employee': 'Завершено працівником.',
    'by-specialist': 'Завершено спеціалістом.',
    'by-supervisor': 'Завершено керівником.',
    'employee-silent': 'Від працівника довго не було повідомлень.',
    'specialist-silent': 'Від спеціаліста довго не було повідомлень.',
    'employee-unreachable': 'Повідомлення до працівника більше не доходили.',
    'employee-dismissed': 'Доступ працівника припинено.',
    cancelled: 'Запит скасовано.',
    abandoned: 'Запит лишився без відповіді.',
  },
  participants: 'Учасники',
  waited: 'Очікування',
  lasted: 'Розмова',
  units: { hours: 'год', minutes: 'хв', seconds: 'с' },
  rated: (stars) => `Оцінка: ${stars} з 5.`,
  unrated: 'Оцінки ще немає.',
  comment: 'Коментар до оцінки:',
};

const en: DialogueLocale = {
  intl: 'en-GB',
  heading: 'Online consultation',
  sides: { employee: 'Employee', specialist: 'Specialist' },
  edited: 'corrected',
  file: 'file',
  refusedFile: 'file not accepted',
  inFile: (fileName) => `The conversation did not fit into a comment and is in the file ${fileName}.`,
  closed: (day, time) => `The online consultation ended on ${day} at ${time}.`,
  neverBegun: (day, time) => `The online consultation did not take place, ${day}, ${time}.`,
  ends: {
    'by-employee': 'Ended by the employee.',
    'by-specialist': 'Ended by the specialist.',
    'by-supervisor': 'Ended by the supervisor.',
    'employee-silent': 'Nothing came from the employee for a long time.',
    'specialist-silent': 'Nothing came from the specialist for a long time.',
    'employee-unreachable': 'Messages no longer reached the employee.',
    'employee-dismissed': 'The employee’s access has ended.',
    cancelled: 'The request was withdrawn.',
    abandoned: 'The request was left without an answer.',
  },
  participants: 'Took part',
  waited: 'Waited',
  lasted: 'Talked',
  units: { hours: 'h', minutes: 'min', seconds: 's' },
  rated: (stars) => `Rating: ${stars} of 5.`,
  unrated: 'Not rated yet.',
  comment: 'Comment on the rating:',
};

const locales: Readonly<Record<Language, DialogueLocale>> = { uk, en };

/** Before every line after the first of what one person wrote. */
const onward = '│ ';
/** A person's line ends, in any of the ways in which a text can be broken. */
const lineEnds = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
/** Signs that turn a line around, name and all. */
const directionSigns = /[\u202A-\u202E\u2066-\u2069]/g;

/** Times are those of the desk's own zone. */
export function createDialogueTexts(timeZone: string): DialogueTexts {
  const formats = new Map(
    Object.entries(locales).map(([language, { intl }]) => [
      language,
      {
        day: new Intl.DateTimeFormat(intl, { timeZone, dateStyle: 'long' }),
        time: new Intl.DateTimeFormat(intl, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
      },
    ]),
  );
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const dayOf = (language: Language, at: number) => formats.get(language)?.day.format(at) ?? '';
  const timeOf = (language: Language, at: number) => formats.get(language)?.time.format(at) ?? '';
  const headingOf = (language: Language, lines: readonly SpokenLine[]) =>
    `${locales[language].heading}, ${dayOf(language, lines[0]?.at ?? 0)}`;

  return {
    lines(language, lines) {
      const told = lines.map((line, index) => {
        const day = dayOf(language, line.at);
        const isNewDay = index > 0 && day !== dayOf(language, lines[index - 1]?.at ?? line.at);
        const spoken = tellLine(locales[language], timeOf(language, line.at), line);
        return isNewDay ? `\n${day}\n\n${spoken}` : spoken;
      });
      return [headingOf(language, lines), '', ...told].join('\n');
    },

    inFile: (language, lines, fileName) =>
      [headingOf(language, lines), '', locales[language].inFile(fileName)].join('\n'),

    fileName: (number, startedAt) => `${number} ${local.format(startedAt).replaceAll(':', '-')}.txt`,

    closing(language, closing) {
      const locale = locales[language];
      const { startedAt, endedAt } = closing;
      const [day, time] = [dayOf(language, endedAt), timeOf(language, endedAt)];
      const title = startedAt === null ? locale.neverBegun(day, time) : locale.closed(day, time);
      return [`${title} ${locale.ends[closing.end]}`, ...tellFigures(locale, closing)].join('\n');
    },
  };
}

function tellLine(locale: DialogueLocale, time: string, { name, side, text, edited, files }: SpokenLine): string {
  const who = name === null ? locale.sides[side] : oneLine(name);
  const [first = '', ...rest] = text === '' ? [] : linesOf(text);
  const shown = files.map((file) => `${file.refused ? locale.refusedFile : locale.file}: ${oneLine(file.name)}`);
  const said = `${time} ${who}${edited ? `, ${locale.edited}` : ''}: ${first}`.trimEnd();
  return [said, ...[...rest, ...shown].map((line) => `${onward}${line}`.trimEnd())].join('\n');
}

function tellFigures(locale: DialogueLocale, closing: ToldClosing): string[] {
  const { names, startedAt, waitedSeconds, endedAt, stars, comment } = closing;
  const waited = `${locale.waited}: ${tellDuration(locale, waitedSeconds)}.`;
  const lasted =
    startedAt === null ? '' : ` ${locale.lasted}: ${tellDuration(locale, Math.round((endedAt - startedAt) / 1000))}.`;
  const rating = stars === null ? locale.unrated : locale.rated(stars);
  return [
    ...(names.length === 0 ? [] : [`${locale.participants}: ${names.map(oneLine).join(', ')}.`]),
    `${waited}${lasted}`,
    ...(startedAt === null && stars === null ? [] : [rating]),
    ...(comment === null ? [] : [locale.comment, ...linesOf(comment).map((line) => `${onward}${line}`.trimEnd())]),
  ];
}

function tellDuration({ units }: DialogueLocale, seconds: number): string {
  if (seconds < 60) return `${Math.max(0, seconds)} ${units.seconds}`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} ${units.minutes}`;
  return `${Math.floor(minutes / 60)} ${units.hours} ${minutes % 60} ${units.minutes}`;
}

function linesOf(text: string): string[] {
  return text.replaceAll(directionSigns, '').split(lineEnds);
}

function oneLine(text: string): string {
  return text
    .replaceAll(directionSigns, '')
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
}
