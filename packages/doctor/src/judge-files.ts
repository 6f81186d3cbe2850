import { broken, type Judgement, ok } from './finding.ts';

/** A file that a setting names. `problems`: each a line with its place. */
export interface FileFacts {
  readonly setting: string;
  readonly problems: readonly string[];
  /** A sentence. */
  readonly remedy: string;
}

export function judgeFiles(files: readonly FileFacts[]): readonly Judgement[] {
  const judgements = files.flatMap(({ setting, problems, remedy }) =>
    problems.map((problem) => broken(`${setting}: ${problem}`, remedy)),
  );
  if (files.length === 0 || judgements.length > 0) return judgements;
  return [ok(`${files.map(({ setting }) => setting).join(', ')}: as they should be`)];
}
