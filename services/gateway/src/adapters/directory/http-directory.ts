import type { Directory } from '../../ports/directory.ts';
import { takeSnapshot } from './directory-snapshot.ts';
import { type FetchPeopleOptions, fetchPeople } from './fetch-people.ts';
import type { DirectoryProblem } from './person-row.ts';
import { type KeptSnapshot, serveSnapshot } from './serve-snapshot.ts';

type Limits = Omit<FetchPeopleOptions, 'url' | 'bearerToken' | 'signal'>;

export interface HttpDirectoryOptions {
  readonly url: string;
  readonly bearerToken: string;
  /** ISO 3166 code for numbers written without their country. */
  readonly defaultCountry: string;
  readonly now: () => number;
  /** Told on every reading that found something wrong, with pages and remedies and without personal data. */
  readonly onProblems: (problems: readonly DirectoryProblem[]) => void;
  /** Told how many people each reading gave. */
  readonly onLoaded?: (people: number) => void;
  /** Told when a reading failed; the reason is in our words, never the endpoint's. */
  readonly onUnavailable?: (reason: string) => void;
  readonly refreshEveryMs?: number;
  /** After a reading that failed the next one comes sooner. */
  readonly refreshAfterFailureMs?: number;
  /** How long the last good reading counts while the source is away. */
  readonly staleAfterMs?: number;
  readonly limits?: Partial<Limits>;
  /** Runs something later and gives the way to call it off; a timer that keeps no process alive unless told otherwise. */
  readonly runLater?: (run: () => void, delayMs: number) => () => void;
}

export interface HttpDirectory extends Directory {
  /** Reads in the background from now on; resolves when the first reading has succeeded or failed. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Reads now, or joins the reading under way; what came of it shows in `snapshotAt`. Never rejects. */
  refresh(): Promise<void>;
}

const usualLimits: Limits = {
  pageLimit: 500,
  pagesMax: 1_000,
  pageBytesMax: 4 * 1024 * 1024,
  requestDeadlineMs: 10_000,
  attemptsMax: 3,
  retryDelayMs: 500,
};

/** People behind a paged JSON endpoint, kept as a snapshot: once it has one, no question waits for the source. */
export function createHttpDirectory(options: HttpDirectoryOptions): HttpDirectory {
  const { now, refreshEveryMs = 300_000, refreshAfterFailureMs = 30_000, staleAfterMs = 3_600_000 } = options;
  const { runLater = runAfterTimer } = options;
  let kept: KeptSnapshot | null = null;
  let version: string | null = null;
  let running: Promise<boolean> | null = null;
  let callOffNext = (): void => {};
  let stopping = new AbortController();

  async function read(): Promise<boolean> {
    const { url, bearerToken } = options;
    try {
      const fetched = await fetchPeople(
        { ...usualLimits, ...options.limits, url, bearerToken, signal: stopping.signal },
        kept ? version : null,
      );
      if (fetched.kind === 'fetched') {
        const { snapshot, problems } = takeSnapshot(fetched.rows, options.defaultCountry);
        version = fetched.version;
        kept = { snapshot, confirmedAt: now() };
        options.onLoaded?.(snapshot.people);
        if (problems.length > 0) options.onProblems(problems);
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

  async function refresh(): Promise<void> {
    await readOnce();
  }

  return {
    ...serveSnapshot({
      // Only somebody who asks during the very first reading waits for it.
      refresh: async () => {
        if (!kept) await running;
      },
      kept: () => kept,
      staleAfterMs,
      now,
    }),
    refresh,
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
