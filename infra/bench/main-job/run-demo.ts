import { type ChildProcess, spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import type { Opened } from '../../stack/run-to-end.ts';
import { freePorts } from '../../stack/stack-ports.ts';

export interface DemoRun {
  readonly clone: string;
  readonly withinMs: number;
  readonly opened: Opened;
}

const stopWithinMs = 30_000;
const outputCharactersMax = 4_000;
const setByScripts = /^(npm_(lifecycle|package|command|execpath|node_execpath)|pnpm_|INIT_CWD$)/i;

/** Starts the demo as the README says, on free ports, until its page answers; then Ctrl-C. The seconds it took. */
export async function runDemo({ clone, withinMs, opened }: DemoRun): Promise<number> {
  const { botOps: pagePort } = await freePorts();
  const startedAt = performance.now();
  const demo = spawn('npx', ['--yes', 'pnpm@12', 'demo', '--free-ports', '--port', String(pagePort)], {
    cwd: clone,
    env: environmentOfAUser(),
    // A group of its own: Ctrl-C in a terminal reaches all of them, and so must ours.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = () => stopGroup(demo);
  opened.add(stop);
  try {
    await saysReady(demo, `http://localhost:${pagePort}`, withinMs);
    const page = await fetch(`http://127.0.0.1:${pagePort}/`);
    if (!page.ok) throw new Error(`The page of the demo answered with ${page.status}.`);
    return (performance.now() - startedAt) / 1000;
  } finally {
    await stop();
  }
}

function saysReady(demo: ChildProcess, url: string, withinMs: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let output = '';
  const fail = (what: string) => reject(new Error(`${what}:\n${output.trim()}`));
  for (const stream of [demo.stdout, demo.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-outputCharactersMax);
      if (output.includes(url)) resolve();
    });
  }
  demo.once('error', (error) => fail(error.message));
  demo.once('exit', () => fail('The demo ended by itself'));
  const timer = setTimeout(() => fail(`The demo was not ready within ${withinMs / 1000} s`), withinMs);
  return promise.finally(() => clearTimeout(timer));
}

async function stopGroup(demo: ChildProcess): Promise<void> {
  if (demo.pid === undefined || demo.exitCode !== null || demo.signalCode !== null) return;
  const ended = new Promise((resolve) => demo.once('close', resolve));
  signalGroup(demo.pid, 'SIGINT');
  const group = demo.pid;
  const timer = setTimeout(() => signalGroup(group, 'SIGKILL'), stopWithinMs);
  await ended;
  clearTimeout(timer);
}

function signalGroup(group: number, signal: 'SIGINT' | 'SIGKILL'): void {
  try {
    process.kill(-group, signal);
  } catch {
    // It is gone already.
  }
}

/** Without what our own package manager has set: a user's terminal has none of it. */
function environmentOfAUser(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !setByScripts.test(name));
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter) };
}
