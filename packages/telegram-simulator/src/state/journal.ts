import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const EntryKind = z.enum(['person', 'chat', 'message', 'update', 'webhook', 'profile', 'file', 'counters']);
export type EntryKind = z.infer<typeof EntryKind>;

const JournalEntry = z.object({ kind: EntryKind, id: z.string(), value: z.unknown() });
/** One fact by kind and id; the last one written counts, a null value takes it back. */
export type JournalEntry = z.infer<typeof JournalEntry>;

/** So much text goes out in one write. */
const WRITE_UNITS = 256 * 1024;

/** Remembers facts across restarts. */
export interface Journal {
  put(kind: EntryKind, id: string | number, value: unknown): void;
  remove(kind: EntryKind, id: string | number): void;
  /** Writes the given entries as the whole truth, atomically, in place of the lines so far. */
  compact(entries: Iterable<JournalEntry>): void;
  linesSinceCompaction(): number;
  flush(): void;
  close(): void;
}

export const forgetfulJournal: Journal = {
  put() {},
  remove() {},
  compact() {},
  linesSinceCompaction: () => 0,
  flush() {},
  close() {},
};

/**
 * Reads a state file: newline-delimited JSON, one entry a line. A last line without its newline is the trace of a
 * killed process and is left out; any other unreadable line is a damaged file, and said so.
 */
export function readJournal(path: string): JournalEntry[] {
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  const lines = text.split('\n');
  lines.pop();
  const latest = new Map<string, JournalEntry>();
  for (const [index, line] of lines.entries()) {
    const entry = parseLine(line);
    if (!entry) throw new Error(`The state file ${path} is damaged at line ${index + 1}. Restore it or delete it.`);
    const key = `${entry.kind}/${entry.id}`;
    if (entry.value === null) latest.delete(key);
    else latest.set(key, entry);
  }
  return [...latest.values()];
}

/** Appends to the file; lines written within one turn of the event loop go out in one write. */
export function openJournal(path: string): Journal {
  mkdirSync(dirname(path), { recursive: true });
  let file = openSync(path, 'a');
  let buffer: string[] = [];
  let lineCount = 0;

  const flush = () => {
    if (buffer.length === 0) return;
    const text = buffer.join('');
    buffer = [];
    writeSync(file, text);
  };
  const append = (kind: EntryKind, id: string | number, value: unknown) => {
    if (buffer.length === 0) setImmediate(flush);
    buffer.push(`${JSON.stringify({ kind, id: String(id), value })}\n`);
    lineCount += 1;
  };

  return {
    put: append,
    remove: (kind, id) => append(kind, id, null),
    compact(entries) {
      buffer = [];
      const next = `${path}.next`;
      writeWhole(next, entries);
      closeSync(file);
      renameSync(next, path);
      file = openSync(path, 'a');
      lineCount = 0;
    },
    linesSinceCompaction: () => lineCount,
    flush,
    close() {
      flush();
      closeSync(file);
    },
  };
}

function parseLine(line: string): JournalEntry | undefined {
  try {
    return JournalEntry.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function writeWhole(path: string, entries: Iterable<JournalEntry>): void {
  const file = openSync(path, 'w');
  try {
    let chunk = '';
    for (const entry of entries) {
      chunk += `${JSON.stringify(entry)}\n`;
      if (chunk.length < WRITE_UNITS) continue;
      writeSync(file, chunk);
      chunk = '';
    }
    writeSync(file, chunk);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
