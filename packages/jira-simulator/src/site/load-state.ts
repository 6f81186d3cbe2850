import { existsSync, readFileSync } from 'node:fs';
import { JournalLine, SiteState } from './records.ts';

/** The changes since the state was last written whole: one JSON object a line, each a consistent moment. */
export function journalOf(file: string): string {
  return `${file}.journal`;
}

/**
 * What the file and its journal hold; `undefined` when there is neither. A file of something else is an error, never
 * overwritten. A last line that was cut short by a kill is as if it had not been begun.
 */
export function loadState(file: string): SiteState | undefined {
  if (!existsSync(file)) return undefined;
  const state = SiteState.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (!state.success) throw notOurs(file);
  return replay(state.data, readJournal(journalOf(file), state.data.revision));
}

/** Lines that the whole state already contains are left over from a kill between writing it and emptying the journal. */
function readJournal(journal: string, revision: number): JournalLine[] {
  if (!existsSync(journal)) return [];
  const rows = readFileSync(journal, 'utf8').split('\n');
  // Every whole line ends in a line feed, so what follows the last one is nothing or cut short.
  rows.pop();
  return rows
    .map((row) => {
      const line = JournalLine.safeParse(parseJson(row));
      if (!line.success) throw notOurs(journal);
      return line.data;
    })
    .filter((line) => line.revision > revision);
}

function replay(state: SiteState, lines: readonly JournalLine[]): SiteState {
  const issues = new Map(state.issues.map((issue) => [issue.key, issue]));
  let { revision, nextId, nextIssueNumber, people } = state;
  for (const line of lines) {
    ({ revision, nextId, nextIssueNumber } = line);
    people = line.people ?? people;
    for (const key of line.gone) issues.delete(key);
    for (const issue of line.issues) issues.set(issue.key, issue);
  }
  return { version: 1, revision, nextId, nextIssueNumber, people, issues: [...issues.values()] };
}

function notOurs(file: string): Error {
  return new Error(
    `${file} is not a state file of this version of the Jira simulator. Move it away to begin anew, or name another.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
