import { broken, type Judgement, ok, warning } from './finding.ts';

export interface KeysFacts {
  /** Each with its remedy, which is a sentence. */
  readonly problems: readonly { readonly file: string; readonly problem: string; readonly remedy: string }[];
  /** This zone's own. `ageDays` null: not known. */
  readonly keys: readonly { readonly folder: string; readonly ageDays: number | null; readonly isCurrent: boolean }[];
  /** Rotations that somebody began and did not end, each with its remedy. */
  readonly unfinished: readonly { readonly what: string; readonly remedy: string }[];
  /** `KEY_AGE_WARNING_DAYS` */
  readonly ageDaysMax: number;
}

export function judgeKeys({ problems, keys, unfinished, ageDaysMax }: KeysFacts): readonly Judgement[] {
  const inUse = keys.flatMap(({ folder, ageDays, isCurrent }) =>
    isCurrent && ageDays !== null ? [{ folder, ageDays }] : [],
  );
  const old = inUse.filter(({ ageDays }) => ageDays > ageDaysMax);
  const oldestDays = Math.max(0, ...inUse.map(({ ageDays }) => ageDays));
  const judgements = [
    ...problems.map(({ file, problem, remedy }) => broken(`${file} ${problem}`, remedy)),
    ...old.map(({ folder, ageDays }) =>
      warning(`the key in force of ${folder} is ${ageDays} days old`, remedyOf(folder)),
    ),
    ...unfinished.map(({ what, remedy }) => warning(what, remedy)),
  ];
  return judgements.length === 0 ? [ok(`all are there, and those in use up to ${days(oldestDays)} old`)] : judgements;
}

function remedyOf(folder: string): string {
  return `Make a new one: \`desk keys rotate ${folder}\`, which says what follows.`;
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}
