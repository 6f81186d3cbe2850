import { type CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { DirectoryProblem } from './person-row.ts';
import { listFields, meaningOf, type PeopleFile, type TextRow, unknownFields, unreadable } from './text-row.ts';

const Records = z.array(z.object({ record: z.record(z.string(), z.string()), info: z.object({ lines: z.int() }) }));

/** A header line, then a person a line; several phones or teams in one cell are separated by `;`. */
export function readCsvPeople(text: string): PeopleFile {
  const skipped: DirectoryProblem[] = [];
  let openQuoteAt: string | null = null;
  const parsed: unknown = parse(text, {
    columns: true,
    bom: true,
    trim: true,
    info: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip(error) {
      const where = lineOf(error);
      if (error?.code === 'CSV_QUOTE_NOT_CLOSED') openQuoteAt = where;
      else skipped.push({ where, field: null, remedy: 'Give as many cells as the header has. The row is left out.' });
      return undefined;
    },
  });
  // All rows behind an open quote are one cell: what was read before it is not the whole directory.
  if (openQuoteAt !== null) return unreadable(openQuoteAt, 'Close the quote that is open here.');

  const records = Records.parse(parsed);
  return {
    kind: 'read',
    rows: records.map(({ record, info }) => ({ where: `line ${info.lines}`, value: meaningOf(splitLists(record)) })),
    problems: [...unknownFields('line 1', Object.keys(records[0]?.record ?? {})), ...skipped],
  };
}

function lineOf(error: CsvError | undefined): string {
  const line = error?.lines;
  return typeof line === 'number' ? `line ${line}` : 'a line';
}

function splitLists(record: Readonly<Record<string, string>>): TextRow {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, listFields.has(name) ? value.split(';') : value]),
  );
}
