import type { DeadLetter, LetterEvent, LetterSubject } from '../../ports/dead-letters.ts';
import type { Dropping } from '../../use-cases/dead-letters/drop-letters.ts';
import type { ResendDoubt } from '../../use-cases/dead-letters/judge-resending.ts';
import type { ResendOutcome } from '../../use-cases/dead-letters/resend-letters.ts';
import type { Revealed } from '../../use-cases/dead-letters/reveal-letter.ts';

/** What a command says: in lines for people, those that tell of a failure apart; and as one value for programs. */
export interface Printed {
  readonly lines: readonly string[];
  readonly failures: readonly string[];
  readonly json: unknown;
}

const unitsMs = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** `30m`, `12h`, `7d` in milliseconds; null for anything else. */
export function ageOf(text: string): number | null {
  const [, count, unit] = /^([1-9]\d{0,4})([mhd])$/.exec(text) ?? [];
  return count !== undefined && (unit === 'm' || unit === 'h' || unit === 'd') ? Number(count) * unitsMs[unit] : null;
}

export function printList(letters: readonly DeadLetter[], { hasMore }: { readonly hasMore: boolean }): Printed {
  const more = hasMore ? ['There are more: see --limit and the filters.'] : [];
  return {
    lines:
      letters.length === 0
        ? ['Nothing is set aside.']
        : [...table([header, ...letters.map(rowOf)]), countOf(letters.length), ...more],
    failures: [],
    json: { letters: letters.map(plainOf), hasMore },
  };
}

export function printLetter(letter: DeadLetter, history: readonly LetterEvent[], revealed: Revealed | null): Printed {
  const { id, what, about, cameAt, setAsideAt, reason, tries, doubts } = letter;
  return {
    lines: [
      `${id}: ${what}, for ${describeSubject(about)}`,
      `came        ${isoTime(cameAt)}`,
      `set aside   ${isoTime(setAsideAt)}  ${reason}`,
      `tried       ${tries} times${doubts === 0 ? '' : `, ${doubts} of which may have arrived`}`,
      ...(letter.isOutdated ? ['What stands in the chat is newer.'] : []),
      ...(letter.isBlocked ? ['The person has the bot blocked.'] : []),
      ...history.map(({ at, act }) => `audit       ${isoTime(at)}  ${act}`),
      ...linesOfContent(revealed),
    ],
    failures: [],
    json: {
      ...plainOf(letter),
      history: history.map(({ at, act }) => ({ at: isoTime(at), act })),
      ...(revealed === null ? {} : { content: revealed.kind === 'opened' ? revealed.content : null }),
    },
  };
}

export function printResent(outcomes: readonly ResendOutcome[]): Printed {
  const lines = outcomes.flatMap(({ id, kind }) => (kind === 'resent' ? [`${id}: put back`] : []));
  const failures = outcomes.flatMap((outcome) => describeRefusal(outcome) ?? []);
  return { lines, failures, json: { letters: outcomes } };
}

export function printDropped({ dropped, hasMore }: Dropping, asked: readonly string[]): Printed {
  const missing = asked.filter((id) => !dropped.includes(id));
  return {
    lines: [...dropped.map((id) => `${id}: dropped`), countOf(dropped.length), ...(hasMore ? ['There are more.'] : [])],
    failures: missing.map((id) => `No letter has the id ${id}.`),
    json: { dropped, missing, hasMore },
  };
}

const doubts: Readonly<Record<ResendDoubt, string>> = {
  'may-have-arrived': 'somebody wrote it, and it may have arrived already',
  'long-ago': 'it is so old that nobody expects it, or nobody remembers whether it was done',
  deadly: 'it took processes down, and may do so again',
};

function describeRefusal(outcome: ResendOutcome): string | null {
  switch (outcome.kind) {
    case 'resent':
      return null;
    case 'unknown':
      return `No letter has the id ${outcome.id}.`;
    case 'doubtful':
      return `${outcome.id}: ${doubts[outcome.doubt]}. Put back with --even-if-doubtful all the same.`;
    case 'pointless':
      return outcome.why === 'outdated'
        ? `${outcome.id}: what stands in the chat is newer. Drop it.`
        : `${outcome.id}: the person has the bot blocked. Once they come back they see how their tickets stand.`;
  }
}

function linesOfContent(revealed: Revealed | null): readonly string[] {
  if (revealed === null) return [];
  if (revealed.kind !== 'opened') return ['It does not open with these keys, or whom it was for has been erased.'];
  return JSON.stringify(revealed.content, null, 2).split('\n');
}

const header = ['id', 'what', 'about', 'came', 'set aside', 'reason', 'tries'] as const;

function rowOf({ id, what, about, cameAt, setAsideAt, reason, tries }: DeadLetter): readonly string[] {
  return [id, what, describeSubject(about), isoTime(cameAt), isoTime(setAsideAt), reason, String(tries)];
}

function plainOf(letter: DeadLetter) {
  const { cameAt, setAsideAt, ...rest } = letter;
  return { ...rest, cameAt: isoTime(cameAt), setAsideAt: isoTime(setAsideAt) };
}

function describeSubject(about: LetterSubject): string {
  switch (about.kind) {
    case 'person':
      return `person ${about.id}`;
    case 'ticket':
      return `ticket ${about.id}`;
    case 'stranger':
      return 'a stranger';
    case 'lane':
      return about.name;
  }
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function countOf(count: number): string {
  return count === 1 ? '1 letter' : `${count} letters`;
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}
