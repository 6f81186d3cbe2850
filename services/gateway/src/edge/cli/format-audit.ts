import { disarmLine } from '@desk/domain';
import type { ShownEntry } from '../../use-cases/audit/query-audit.ts';

const columns = ['at', 'log', 'number', 'act', 'outcome', 'who', 'on', 'reason'] as const;

export const csvHead = columns.join(',');

/** Columns as wide as what stands in them; whatever a log says moves no cursor and turns no line round. */
export function tableLines(entries: readonly ShownEntry[]): readonly string[] {
  const rows = entries.map((entry) => cellsOf(entry).map(disarmLine));
  const widths = columns.map((_, column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Every field, ids beside names. */
export function jsonLine({ at, ...entry }: ShownEntry): string {
  return JSON.stringify({ at: new Date(at).toISOString(), ...entry });
}

export function csvRow(entry: ShownEntry): string {
  return cellsOf(entry).map(csvCell).join(',');
}

function cellsOf({ at, log, number, act, outcome, who, on, reason }: ShownEntry): readonly string[] {
  return [new Date(at).toISOString(), log, String(number), act, outcome, who ?? '', on ?? '', reason ?? ''];
}

/** A spreadsheet takes a cell that begins so for a formula; the apostrophe says that it is a text. */
function csvCell(text: string): string {
  const inert = /^[\s]*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text;
  return `"${disarmLine(inert).replaceAll('"', '""')}"`;
}
