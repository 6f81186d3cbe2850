/** Something in a migration that the version before may not survive. */
export interface Breaking {
  readonly statement: string;
  readonly why: string;
}

/** Stands right above a statement, with the reason: whoever wrote it knows what the version before does. */
const vouchedFor = /--\s*the version before:/i;
const shownMax = 120;

const rules: readonly (readonly [why: string, pattern: RegExp])[] = [
  ['takes away what it reads', /^drop (?:table|view|materialized view|schema|type|sequence|function|trigger)\b/],
  ['takes away what it reads', /\bdrop column\b/],
  ['its `on conflict` may name it', /^drop index\b|\bdrop constraint\b/],
  ['looks for the old name', /\brename\b/],
  ['reads and writes the old type', /\balter (?:column )?\S+ (?:set data )?type\b/],
  ['writes rows without it', /\bset not null\b/],
  ['writes rows without it', /\bdrop default\b/],
  ['may no longer read or write', /^revoke\b/],
  ['has its rows taken away', /^(?:truncate|delete)\b/],
];

/**
 * What of a migration (PostgreSQL) does more than add. Tables that it creates itself are its own affair. Read by
 * pattern, not by grammar: it errs towards finding too much, and a comment `-- The version before: …` answers it.
 */
export function findBreakingStatements(sql: string): Breaking[] {
  const statements = splitStatements(sql);
  const created = new Set(statements.flatMap(({ words }) => tableCreated(words) ?? []));
  return statements.flatMap(({ words, isVouchedFor }) => {
    const why = isVouchedFor || isOnOwnTable(words, created) ? null : judge(words);
    return why === null ? [] : [{ statement: words.slice(0, shownMax), why }];
  });
}

function judge(words: string): string | null {
  const found = rules.find(([, pattern]) => pattern.test(words));
  if (found) return found[0];
  if (addsColumnToFill(words)) return 'writes rows without it';
  if (/\badd (?:constraint\b|check\b|unique\b|foreign key\b|exclude\b)/.test(words)) return 'may write what it forbids';
  return /^create unique index\b/.test(words) ? 'may write what it forbids' : null;
}

/** A column that is `not null`, and that nothing fills by itself. */
function addsColumnToFill(words: string): boolean {
  return words
    .split(/,\s*(?=add\b)/)
    .some((part) => /\badd (?:column )/.test(part) && /\bnot null\b/.test(part) && !fillsItself.test(part));
}

const fillsItself = /\bdefault\b|\bgenerated\b|\b(?:big|small)?serial\b/;

function tableCreated(words: string): string | null {
  return /^create (?:unlogged )?table (?:if not exists )?(\S+)/.exec(words)?.[1] ?? null;
}

function isOnOwnTable(words: string, created: ReadonlySet<string>): boolean {
  const altered = /^alter table (?:only )?(\S+)/.exec(words)?.[1];
  const indexed = /^create unique index .*? on (\S+?)\s*(?:using\b|\()/.exec(words)?.[1];
  const table = altered ?? indexed;
  return table !== undefined && created.has(table);
}

interface Statement {
  /** In lower case, on one line, without quotes of names, comments and texts. */
  readonly words: string;
  readonly isVouchedFor: boolean;
}

function splitStatements(sql: string): Statement[] {
  return sql
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''")
    .replace(/'(?:[^']|'')*'/g, "''")
    .split(';')
    .flatMap((text) => {
      const bare = text.replace(/--[^\n]*/g, ' ').replaceAll('"', '');
      const words = bare
        .replace(/\s+/g, ' ')
        .replace(/\s*\(\s*/g, ' (')
        .trim()
        .toLowerCase();
      return words === '' ? [] : [{ words, isVouchedFor: vouchedFor.test(text) }];
    });
}
