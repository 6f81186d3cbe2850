import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SiteState } from './records.ts';

/** What the file holds; `undefined` when there is none. A file of something else is an error, never overwritten. */
export function loadState(file: string): SiteState | undefined {
  if (!existsSync(file)) return undefined;
  const state = SiteState.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (!state.success) {
    throw new Error(
      `${file} is not a state file of this version of the Jira simulator. Move it away to begin anew, or name another.`,
    );
  }
  return state.data;
}

/** Writes the state to its file whenever it changed, one write at a time. */
export interface StateKeeper {
  touch(): void;
  /** Resolves when everything touched so far is on disk. */
  saved(): Promise<void>;
}

export const keepNothing: StateKeeper = { touch() {}, saved: () => Promise.resolve() };

export function keepState(file: string, state: () => SiteState): StateKeeper {
  let isDirty = false;
  let writing: Promise<void> | undefined;

  async function writeWhileDirty(): Promise<void> {
    while (isDirty) {
      isDirty = false;
      // Serialised before the first await: one consistent moment.
      const text = JSON.stringify(state());
      await mkdir(dirname(file), { recursive: true });
      await writeFile(`${file}.new`, text);
      // A rename is atomic: a reader, or a restart after kill -9, finds the old state or the new one.
      await rename(`${file}.new`, file);
    }
  }

  return {
    touch() {
      isDirty = true;
    },
    saved() {
      if (isDirty) {
        writing ??= writeWhileDirty().finally(() => {
          writing = undefined;
        });
      }
      return writing ?? Promise.resolve();
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
