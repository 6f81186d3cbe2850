import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SiteState } from './records.ts';

/** Keeps the state in a file, one write at a time; what changes meanwhile is in the next. */
export interface StateKeeper {
  touch(): void;
  close(): Promise<void>;
}

export const keepNothing: StateKeeper = { touch() {}, close: () => Promise.resolve() };

const lingerMs = 50;

/** The state of an earlier run; undefined where there is none. Throws on a file that is none of ours. */
export function loadState(file: string): SiteState | undefined {
  return existsSync(file) ? SiteState.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

export function keepState(file: string, state: SiteState, onUnsaved: (error: unknown) => void): StateKeeper {
  let isDirty = false;
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  async function write(): Promise<void> {
    if (!isDirty) return;
    isDirty = false;
    const text = JSON.stringify(state);
    try {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(`${file}.new`, text);
      await rename(`${file}.new`, file);
    } catch (error) {
      isDirty = true;
      onUnsaved(error);
    }
  }

  function flush(): void {
    timer = undefined;
    writing = writing.then(write);
  }

  return {
    touch() {
      isDirty = true;
      timer ??= setTimeout(flush, lingerMs);
    },
    async close() {
      clearTimeout(timer);
      flush();
      await writing;
    },
  };
}
