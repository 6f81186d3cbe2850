import { existsSync } from 'node:fs';
import { appendFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { journalOf } from './load-state.ts';
import type { IssueRecord, JournalLine, SiteState } from './records.ts';
import type { Site } from './site.ts';

/**
 * Keeps the state on disk, one write at a time: what has changed is appended to a journal, and the whole state is
 * written anew when the journal has outgrown it and when the site closes.
 */
export interface StateKeeper {
  /** Notes a change; it is on disk within `lingerMs`. */
  touch(issue: IssueRecord | undefined): void;
  /** Resolves when everything touched so far is on disk, which is then done at once. */
  saved(): Promise<void>;
  close(): Promise<void>;
}

export const keepNothing: StateKeeper = {
  touch() {},
  saved: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

export interface KeepStateOptions {
  readonly file: string;
  readonly site: Site;
  /** The last revision on disk. */
  readonly revision: number;
  /** A change nobody waited for could not be written; it is tried again with the next. */
  readonly onUnsaved: (error: unknown) => void;
}

const lingerMs = 50;
/** A journal may be as large as the whole state, and at least so large. */
const journalBytesMin = 4 * 1024 * 1024;

export function keepState({ file, site, revision: loaded, onUnsaved }: KeepStateOptions): StateKeeper {
  const journal = journalOf(file);
  const dirty = new Set<string>();
  let revision = loaded;
  let peopleSaved = site.people.revision();
  // A journal left by a kill may end in half a line: nothing is appended to it.
  let isWholeDue = !existsSync(file) || existsSync(journal);
  let journalBytes = 0;
  let wholeBytes = 0;
  let writing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const isDirty = () => dirty.size > 0 || site.people.revision() !== peopleSaved;

  async function writeWhileDirty(): Promise<void> {
    while (isDirty()) await writeOnce();
  }

  /** Everything is serialised before the first await: one consistent moment. */
  async function writeOnce(): Promise<void> {
    const keys = [...dirty];
    const people = site.people.revision();
    revision += 1;
    const isWhole = isWholeDue;
    const text = isWhole
      ? serialiseWhole(site, revision)
      : serialiseChanges(site, { keys, revision, withPeople: people !== peopleSaved });
    dirty.clear();
    try {
      await (isWhole ? writeWhole(text) : appendFile(journal, text));
    } catch (error) {
      for (const key of keys) dirty.add(key);
      isWholeDue = true;
      throw error;
    }
    peopleSaved = people;
    if (isWhole) wholeBytes = Buffer.byteLength(text);
    journalBytes = isWhole ? 0 : journalBytes + Buffer.byteLength(text);
    isWholeDue = journalBytes > Math.max(journalBytesMin, wholeBytes);
  }

  async function writeWhole(text: string): Promise<void> {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.new`, text);
    // A rename is atomic: a reader, or a restart after kill -9, finds the old state or the new one.
    await rename(`${file}.new`, file);
    await rm(journal, { force: true });
  }

  function saved(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (isDirty()) {
      writing ??= writeWhileDirty().finally(() => {
        writing = undefined;
      });
    }
    return writing ?? Promise.resolve();
  }

  return {
    touch(issue) {
      if (issue) dirty.add(issue.key);
      if (isDirty()) timer ??= setTimeout(() => saved().catch(onUnsaved), lingerMs);
    },
    saved,
    async close() {
      await saved();
      if (journalBytes > 0 || isWholeDue) await writeWhole(serialiseWhole(site, revision));
    },
  };
}

function serialiseWhole(site: Site, revision: number): string {
  const state: SiteState = { ...site.state(), revision };
  return JSON.stringify(state);
}

function serialiseChanges(
  site: Site,
  { keys, revision, withPeople }: { keys: readonly string[]; revision: number; withPeople: boolean },
): string {
  const { nextId, nextIssueNumber, people } = site.state();
  const issues = keys.map((key) => site.findIssue(key)).filter((issue) => issue !== undefined);
  const line: JournalLine = {
    revision,
    nextId,
    nextIssueNumber,
    ...(withPeople && { people }),
    issues,
    gone: keys.filter((key) => !site.findIssue(key)),
  };
  return `${JSON.stringify(line)}\n`;
}
