import type { DirectoryEntry } from '../../ports/directory.ts';
import { type DirectoryProblem, type RawRow, type ReadResult, type ReadRow, readPersonRow } from './person-row.ts';

/** All people of a source at one moment, ready to be asked. */
export interface DirectorySnapshot {
  readonly people: number;
  byPhone(phoneE164: string): readonly DirectoryEntry[];
  byEmail(email: string): readonly DirectoryEntry[];
  byId(employeeId: string): DirectoryEntry | null;
  byTrackerAccount(account: string): DirectoryEntry | null;
  ofTeam(team: string): readonly DirectoryEntry[];
  /** At most 20. */
  named(words: string): readonly DirectoryEntry[];
}

/** `problems`: of single rows and between them. */
export interface SnapshotResult {
  readonly snapshot: DirectorySnapshot;
  readonly problems: readonly DirectoryProblem[];
}

/** A snapshot of rows that are all there at once. */
export function takeSnapshot(rows: readonly RawRow[], defaultCountry: string): SnapshotResult {
  return indexPeople(rows.map((row) => readPersonRow(row, defaultCountry)));
}

/**
 * Rows that share an employee id are all left out, because nobody can say which one the id means. People who share a
 * phone stay, and the phone answers with all of them, inactive ones too: a number that HR also wrote beside somebody
 * else must not open a door.
 */
export function indexPeople(results: readonly ReadResult[]): SnapshotResult {
  const read = results.flatMap((result) => (result.read ? [result.read] : []));
  const byId = group(read, (row) => [row.entry.employeeId]);
  const unique = [...byId.values()].flatMap((same) => (same.length === 1 ? same : []));
  const byPhone = group(unique, (row) => row.entry.phones);
  const byEmail = group(unique, (row) => (row.entry.email === null ? [] : [row.entry.email.toLowerCase()]));
  const byAccount = group(unique, (row) => (row.entry.trackerAccount === null ? [] : [row.entry.trackerAccount]));
  const byTeam = group(unique, (row) => (servesTeams(row.entry) ? row.entry.teams : []));

  return {
    snapshot: {
      people: unique.length,
      byPhone: (phone) => entriesOf(byPhone.get(phone)),
      byEmail: (email) => entriesOf(byEmail.get(email.toLowerCase())),
      byId: (id) => onlyOf(byId.get(id)),
      byTrackerAccount: (account) => onlyOf(byAccount.get(account)),
      ofTeam: (team) =>
        entriesOf(byTeam.get(team)).toSorted((left, right) => (left.employeeId < right.employeeId ? -1 : 1)),
      named: (words) => findNamed(unique, words),
    },
    problems: [
      ...results.flatMap((result) => result.problems),
      ...shared(byId, 'employeeId', 'Give every person an id of their own; all rows with this id are left out.'),
      ...shared(byPhone, 'phones', 'Leave the number with one person; until then nobody can sign in with it.'),
      ...shared(byAccount, 'trackerAccount', 'Leave the account with one person; until then it stands for nobody.'),
    ],
  };
}

const namedMax = 20;

/** A look at everybody: asked by hand, and seldom. */
function findNamed(rows: readonly ReadRow[], words: string): readonly DirectoryEntry[] {
  const parts = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (parts.length === 0) return [];
  return rows
    .map(({ entry }) => entry)
    .filter(({ displayName }) => parts.every((part) => displayName.toLowerCase().includes(part)))
    .toSorted((left, right) => (left.employeeId < right.employeeId ? -1 : 1))
    .slice(0, namedMax);
}

function servesTeams(entry: DirectoryEntry): boolean {
  return entry.active && entry.role !== 'employee';
}

function group(rows: readonly ReadRow[], keysOf: (row: ReadRow) => readonly string[]): Map<string, ReadRow[]> {
  const groups = new Map<string, ReadRow[]>();
  for (const row of rows) {
    for (const key of new Set(keysOf(row))) {
      const same = groups.get(key);
      if (same) same.push(row);
      else groups.set(key, [row]);
    }
  }
  return groups;
}

function entriesOf(rows: readonly ReadRow[] | undefined): readonly DirectoryEntry[] {
  return (rows ?? []).map((row) => row.entry);
}

function onlyOf(rows: readonly ReadRow[] | undefined): DirectoryEntry | null {
  return rows?.length === 1 ? (rows[0]?.entry ?? null) : null;
}

function shared(groups: ReadonlyMap<string, readonly ReadRow[]>, field: string, remedy: string): DirectoryProblem[] {
  return [...groups.values()]
    .filter((rows) => rows.length > 1)
    .map((rows) => ({ where: rows.map((row) => row.where).join(' and '), field, remedy }));
}
