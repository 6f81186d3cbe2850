import type { Row } from './row.ts';

const headings = ['', 'value', 'unit', 'baseline', 'ratio', 'goal', ''] as const;

/** The rows as a table for the terminal, one group under another. */
export function printRows(rows: readonly Row[]): string {
  const cells = rows.map(cellsOf);
  const widths = headings.map((heading, at) => Math.max(heading.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (isWord(at) ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ');
  const groups = [...new Set(rows.map(({ group }) => group))];
  return groups
    .map((group) => {
      const own = cells.filter((_, at) => rows[at]?.group === group);
      return [group, line(headings), ...own.map(line)].map((each) => each.trimEnd()).join('\n');
    })
    .join('\n\n');
}

function cellsOf({ name, value, unit, baseline, ratio, goal, met }: Row): string[] {
  return [
    name,
    numberText(value),
    unit,
    baseline === null ? '' : numberText(baseline),
    ratio === null ? '' : `${numberText(ratio)}x`,
    goal ?? '',
    met === null ? '' : met ? 'met' : 'MISSED',
  ];
}

function numberText(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 3 });
}

function isWord(column: number): boolean {
  return column === 0 || column === 2 || column === 6;
}
