import type { KeyChange } from '@desk/crypto';

/** Lines for the operator: what was made, and what is to be done with it. */
export type Told = { readonly kind: 'done' | 'refused'; readonly lines: readonly string[] };

/** What came of a change of files, with what follows where it was made. */
export function tell(change: KeyChange, next: readonly string[]): Told {
  if (change.kind === 'refused') {
    return {
      kind: 'refused',
      lines: change.problems.map(({ file, problem, remedy }) => `${file} ${problem}. ${remedy}`),
    };
  }
  const { made, removed } = change;
  return {
    kind: 'done',
    lines: [...made.map((file) => `made ${file}`), ...removed.map((file) => `removed ${file}`), ...next],
  };
}

export function refuse(line: string): Told {
  return { kind: 'refused', lines: [line] };
}
