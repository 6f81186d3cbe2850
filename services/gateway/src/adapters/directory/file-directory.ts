import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Directory } from '../../ports/directory.ts';
import { takeSnapshot } from './directory-snapshot.ts';
import type { DirectoryProblem } from './person-row.ts';
import { readCsvPeople } from './read-csv-people.ts';
import { readYamlPeople } from './read-yaml-people.ts';
import { type KeptSnapshot, serveSnapshot } from './serve-snapshot.ts';
import type { PeopleFile } from './text-row.ts';

export interface FileDirectoryOptions {
  /** `.yaml`, `.yml` or `.csv`. */
  readonly path: string;
  /** ISO 3166 code for numbers written without their country. */
  readonly defaultCountry: string;
  readonly now: () => number;
  /** Told on every reading that found something wrong, with lines and remedies and without personal data. */
  readonly onProblems: (problems: readonly DirectoryProblem[]) => void;
  /** Told how many people each reading gave. */
  readonly onLoaded?: (people: number) => void;
  /** The file is looked at on access, at most this often. */
  readonly checkEveryMs?: number;
  /** How long the last good reading counts while the file is missing or broken. */
  readonly staleAfterMs?: number;
  readonly fileBytesMax?: number;
}

const usualFileBytesMax = 32 * 1024 * 1024;

/** Everybody in a YAML or CSV file, as they stand there now. */
export async function readPeopleFile(path: string, fileBytesMax = usualFileBytesMax): Promise<PeopleFile> {
  const readPeople = readerFor(path);
  const version = await versionOf(path, fileBytesMax);
  const text = version === null ? null : await readFile(path, 'utf8').catch(() => null);
  return text === null ? { kind: 'unreadable', problem: missing(fileBytesMax) } : readPeople(text);
}

/** People in a YAML or CSV file, read again when the file changes. */
export function createFileDirectory(options: FileDirectoryOptions): Directory {
  const { path, now, checkEveryMs = 2_000, staleAfterMs = 3_600_000, fileBytesMax = usualFileBytesMax } = options;
  // A name that cannot be a file of people is refused now, not at the first question.
  readerFor(path);
  let kept: KeptSnapshot | null = null;
  /** The version of the file that was read last, and whether it could be used. */
  let seen: { readonly version: string; readonly good: boolean } | null = null;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;

  async function check(): Promise<void> {
    const version = await versionOf(path, fileBytesMax);
    if (version === null) {
      seen = null;
      options.onProblems([missing(fileBytesMax)]);
      return;
    }
    if (version !== seen?.version) seen = { version, good: await load() };
    if (seen.good && kept) kept = { ...kept, confirmedAt: now() };
  }

  async function load(): Promise<boolean> {
    const file = await readPeopleFile(path, fileBytesMax);
    if (file.kind === 'unreadable') {
      options.onProblems([file.problem]);
      return false;
    }
    const { snapshot, problems } = takeSnapshot(file.rows, options.defaultCountry);
    kept = { snapshot, confirmedAt: now() };
    options.onLoaded?.(snapshot.people);
    if (file.problems.length + problems.length > 0) options.onProblems([...file.problems, ...problems]);
    return true;
  }

  async function refresh(): Promise<void> {
    if (running) return running;
    if (now() - checkedAt < checkEveryMs) return;
    checkedAt = now();
    running = check().finally(() => {
      running = null;
    });
    return running;
  }

  return serveSnapshot({ refresh, kept: () => kept, staleAfterMs, now });
}

function readerFor(path: string): (text: string) => PeopleFile {
  const extension = extname(path).toLowerCase();
  if (extension === '.csv') return readCsvPeople;
  if (extension === '.yaml' || extension === '.yml') return readYamlPeople;
  throw new Error(`The directory file must end in .yaml, .yml or .csv, not ${extension || 'nothing'}.`);
}

/** Changes whenever the file is written or replaced; null where there is no file that may be read. */
async function versionOf(path: string, fileBytesMax: number): Promise<string | null> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile() || found.size > fileBytesMax) return null;
  return `${found.ino}:${found.size}:${found.mtimeMs}`;
}

function missing(fileBytesMax: number): DirectoryProblem {
  return { where: 'the directory file', field: null, remedy: `Give a readable file of at most ${fileBytesMax} bytes.` };
}
