import { spawn } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface ChildOptions {
  readonly name: string;
  /** A TypeScript file, run by the Node that runs us. */
  readonly script: string;
  readonly nodeFlags?: readonly string[];
  readonly args?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Asked again and again until it is true: the child is ready to work. */
  readonly ready: () => Promise<boolean>;
  readonly readyWithinMs?: number;
  /**
   * In a process group of its own: Ctrl-C reaches us alone, and we stop it in its turn. For programs that do so on every
   * signal; left out: in ours.
   */
  readonly isApart?: boolean;
  /** Told when the child ends without having been asked to. */
  readonly onUnexpectedEnd?: (ending: string) => void;
}

export interface Child {
  readonly name: string;
  readonly pid: number;
  /** SIGTERM, and SIGKILL for a child that does not go. */
  stop(): Promise<void>;
  /** kill -9: no chance to finish anything. */
  kill(): Promise<void>;
}

/** A child that ended or did not get ready; the message names the log and its last lines. */
export class ChildFailed extends Error {}

/** What Node has compiled is kept for the next start: it saves a third of its time, and some 20 MB. */
export const compileCache = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'node-compile');
/** As `pnpm start:bot` and `pnpm start:gateway` have it. */
const asStarted = { NODE_COMPILE_CACHE: compileCache, MALLOC_ARENA_MAX: '2' };
const askEveryMs = 50;
const stopWithinMs = 10_000;
const lastLinesMax = 12;

/** Starts a child process and waits until it is ready. It writes to its log file itself, at no cost to this process. */
export async function runChild(options: ChildOptions): Promise<Child> {
  await mkdir(dirname(options.logFile), { recursive: true });
  const log = await open(options.logFile, 'a');
  const child = spawn(process.execPath, [...(options.nodeFlags ?? []), options.script, ...(options.args ?? [])], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...asStarted, ...options.environment },
    detached: options.isApart ?? false,
    stdio: ['ignore', log.fd, log.fd],
  });
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  await log.close();
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
    child.once('error', (error) => resolve(error.message));
  });
  let stopping = false;
  let isReady = false;

  void ended.then((ending) => {
    process.off('exit', killWithUs);
    if (isReady && !stopping) options.onUnexpectedEnd?.(ending);
  });
  await waitUntilReady(options, ended).catch((error) => {
    child.kill('SIGKILL');
    throw error;
  });
  isReady = true;

  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    stopping = true;
    child.kill(signal);
    const stubborn = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    await ended;
    clearTimeout(stubborn);
  };
  return { name: options.name, pid: child.pid ?? 0, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

async function waitUntilReady(options: ChildOptions, ended: Promise<string>): Promise<void> {
  const { name, logFile, readyWithinMs = 60_000 } = options;
  const deadline = Date.now() + readyWithinMs;
  let ending: string | null = null;
  void ended.then((how) => {
    ending = how;
  });
  while (!(await options.ready().catch(() => false))) {
    const failed = async (what: string) =>
      new ChildFailed(`${name} ${what}.\n${await lastLines(logFile)}\nIts log: ${logFile}`);
    if (ending !== null) throw await failed(`ended (${ending})`);
    if (Date.now() > deadline) throw await failed(`was not ready within ${readyWithinMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, askEveryMs));
  }
}

async function lastLines(logFile: string): Promise<string> {
  const lines = (await readFile(logFile, 'utf8').catch(() => '')).trimEnd().split('\n');
  return lines.slice(-lastLinesMax).join('\n').replace(/^/gm, '  ');
}

/** Ready as soon as `url` answers with success. */
export function answers(url: string): () => Promise<boolean> {
  return async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(1000) });
    await response.arrayBuffer();
    return response.ok;
  };
}
