import { broken, type Judgement, ok, warning } from './finding.ts';

export interface KeysFacts {
  /** Each with its remedy, which is a sentence. */
  readonly problems: readonly { readonly file: string; readonly problem: string; readonly remedy: string }[];
  /** This zone's own. `ageDays` null: not known. */
  readonly keys: readonly { readonly folder: string; readonly ageDays: number | null; readonly isCurrent: boolean }[];
}

const ageDaysMax = 365;

export function judgeKeys({ problems, keys }: KeysFacts): readonly Judgement[] {
  const inUse = keys.flatMap(({ folder, ageDays, isCurrent }) =>
    isCurrent && ageDays !== null ? [{ folder, ageDays }] : [],
  );
  const old = inUse.filter(({ ageDays }) => ageDays > ageDaysMax);
  const oldestDays = Math.max(0, ...inUse.map(({ ageDays }) => ageDays));
  const judgements = [
    ...problems.map(({ file, problem, remedy }) => broken(`${file} ${problem}`, remedy)),
    ...old.map(({ folder, ageDays }) => warning(`the newest key in ${folder} is ${ageDays} days old`, renewRemedy)),
  ];
  return judgements.length === 0 ? [ok(`all are there, and those in use up to ${days(oldestDays)} old`)] : judgements;
}

const renewRemedy =
  'Make new ones with `desk keys init` in an empty folder and put them beside the old, which still open and verify; carry a new public half to the other zone first.';

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}
