import type { Directory } from '../../ports/directory.ts';
import type { SnapshotResult } from './directory-snapshot.ts';
import type { DirectoryProblem } from './person-row.ts';
import { type KeptSnapshot, type ServeSnapshotOptions, serveSnapshot } from './serve-snapshot.ts';

/** How a source that is read as a whole, again and again, keeps its time and reports. */
export interface PollingOptions {
  readonly now: () => number;
  /** Told on every reading that found something wrong, with places and remedies and without personal data. */
  readonly onProblems: (problems: readonly DirectoryProblem[]) => void;
  /** Told how many people each reading gave. */
  readonly onLoaded?: (people: number) => void;
  /** Told when a reading failed; the reason is in our words, never the source's. */
  readonly onUnavailable?: (reason: string) => void;
  readonly refreshEveryMs?: number;
  /** After a reading that failed the next one comes sooner. */
  readonly refreshAfterFailureMs?: number;
  /** How long the last good reading counts while the source is away. */
  readonly staleAfterMs?: number;
  /** Runs something later and gives the way to call it off; a timer that keeps no process alive unless told otherwise. */
  readonly runLater?: (run: () => void, delayMs: number) => () => void;
}

export interface PollSnapshotOptions extends PollingOptions {
  /** Reads everybody, or finds that nothing changed since the last reading that gave people. Throws where it cannot. */
  readonly read: (signal: AbortSignal, hasPeople: boolean) => Promise<SnapshotResult | 'unchanged'>;
  readonly confirmActive?: ServeSnapshotOptions['confirmActive'];
}

export interface PolledDirectory extends Directory {
  /** Reads in the background from now on; resolves when the first reading has succeeded or failed. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Reads now, or joins the reading under way; what came of it shows in `snapshotAt`. Never rejects. */
  refresh(): Promise<void>;
}

/** A directory whose source is read on a schedule: once it has a snapshot, no question waits for the source. */
export function pollSnapshot(options: PollSnapshotOptions): PolledDirectory {
  const { now, refreshEveryMs = 300_000, refreshAfterFailureMs = 30_000, staleAfterMs = 3_600_000 } = options;
  const { runLater = runAfterTimer, confirmActive } = options;
  let kept: KeptSnapshot | null = null;
  let running: Promise<boolean> | null = null;
  let callOffNext = (): void => {};
  let stopping = new AbortController();

  async function read(): Promise<boolean> {
    try {
      const result = await options.read(stopping.signal, kept !== null);
      if (result !== 'unchanged') {
        kept = { snapshot: result.snapshot, confirmedAt: now() };
        options.onLoaded?.(result.snapshot.people);
        if (result.problems.length > 0) options.onProblems(result.problems);
      } else if (kept) {
        kept = { ...kept, confirmedAt: now() };
      }
      return true;
    } catch (error) {
      if (!stopping.signal.aborted) options.onUnavailable?.(error instanceof Error ? error.message : 'unknown');
      return false;
    }
  }

  function readOnce(): Promise<boolean> {
    running ??= read().finally(() => {
      running = null;
    });
    return running;
  }

  async function readAndPlanNext(): Promise<void> {
    const succeeded = await readOnce();
    if (stopping.signal.aborted) return;
    callOffNext = runLater(() => void readAndPlanNext(), succeeded ? refreshEveryMs : refreshAfterFailureMs);
  }

  // Only somebody who asks during the very first reading waits for it.
  const waitForFirst = async () => {
    if (!kept) await running;
  };

  return {
    ...serveSnapshot({
      refresh: waitForFirst,
      kept: () => kept,
      staleAfterMs,
      now,
      ...(confirmActive && { confirmActive }),
    }),
    async refresh() {
      await readOnce();
    },
    async start() {
      stopping = new AbortController();
      await readAndPlanNext();
    },
    async stop() {
      stopping.abort();
      callOffNext();
      await running;
    },
  };
}

function runAfterTimer(run: () => void, delayMs: number): () => void {
  const timer = setTimeout(run, delayMs).unref();
  return () => clearTimeout(timer);
}
