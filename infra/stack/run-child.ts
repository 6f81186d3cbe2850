import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

export interface ChildOptions {
  readonly name: string;
  /** A TypeScript file, run by the Node that runs us. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Asked again and again until it is true: the child is ready to work. */
  readonly ready: () => Promise<boolean>;
  readonly readyWithinMs?: number;
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

const askEveryMs = 50;
const stopWithinMs = 10_000;
const lastLinesMax = 12;

/** Starts a child process and waits until it is ready. Its output goes to a log file. */
export async function runChild(options: ChildOptions): Promise<Child> {
  await mkdir(dirname(options.logFile), { recursive: true });
  const log = createWriteStream(options.logFile, { flags: 'a' });
  const child = spawn(process.execPath, [options.script, ...(options.args ?? [])], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lastLines = keepLastLines(child, log);
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
    child.once('error', (error) => resolve(error.message));
  });
  let stopping = false;

  await waitUntilReady(options, ended, lastLines);
  void ended.then((ending) => {
    log.end();
    if (!stopping) options.onUnexpectedEnd?.(ending);
  });

  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    stopping = true;
    child.kill(signal);
    const stubborn = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    await ended;
    clearTimeout(stubborn);
  };
  return { name: options.name, pid: child.pid ?? 0, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

async function waitUntilReady(options: ChildOptions, ended: Promise<string>, lastLines: () => string): Promise<void> {
  const { name, logFile, readyWithinMs = 30_000 } = options;
  const deadline = Date.now() + readyWithinMs;
  let ending: string | null = null;
  void ended.then((how) => {
    ending = how;
  });
  while (!(await options.ready().catch(() => false))) {
    if (ending !== null) throw new ChildFailed(`${name} ended (${ending}).\n${lastLines()}\nIts log: ${logFile}`);
    if (Date.now() > deadline) {
      throw new ChildFailed(
        `${name} was not ready within ${readyWithinMs / 1000} s.\n${lastLines()}\nIts log: ${logFile}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, askEveryMs));
  }
}

function keepLastLines(child: ChildProcess, log: NodeJS.WritableStream): () => string {
  const kept: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      if (kept.push(line) > lastLinesMax) kept.shift();
    });
  }
  return () => kept.map((line) => `  ${line}`).join('\n');
}

/** Ready as soon as `url` answers with success. */
export function answers(url: string): () => Promise<boolean> {
  return async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(1000) });
    await response.arrayBuffer();
    return response.ok;
  };
}
