import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';

export type ServerProcessOptions = {
  command: string;
  args: readonly string[];
  spawnOptions?: Pick<SpawnOptions, 'uid' | 'gid' | 'env' | 'cwd'>;
  /** What the server writes once it takes connections. */
  readyWhen: RegExp;
  /** Sent on its standard input. */
  input?: string;
  /** Where to note the process id, for the next run to find a server that outlived us. */
  pidFile: string;
};

/** `exited` settles when the process is gone, for whatever reason. */
export type ServerProcess = { pid: number; exited: Promise<void>; stop(): Promise<void> };

const readyWithinMs = 30_000;
const stopWithinMs = 15_000;
const outputCharactersMax = 4_000;

/**
 * Starts a server in a process group of its own, so that Ctrl-C reaches us alone and we stop it in order, and waits
 * until it is ready. It is stopped with SIGINT, or killed if that takes too long or if we exit without stopping it.
 */
export async function runServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const child = spawn(options.command, options.args, {
    ...options.spawnOptions,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const exited = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  }).then(() => void process.removeListener('exit', killWithUs));

  await becomeReady(child, options);
  if (child.pid === undefined) throw new Error(`${options.command} has no process id.`);
  await writeFile(options.pidFile, String(child.pid));
  return { pid: child.pid, exited, stop: () => stop(child, exited) };
}

function becomeReady(child: ChildProcess, { command, readyWhen, input }: ServerProcessOptions): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let output = '';
  const read = (chunk: string) => {
    output = (output + chunk).slice(-outputCharactersMax);
    if (readyWhen.test(output)) resolve();
  };
  const fail = (reason: string) => reject(new Error(`${command} ${reason}.\n${output.trim()}`));
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', read);
  child.once('error', (error) => fail(`did not start: ${error.message}`));
  child.once('close', (code) => fail(`stopped at once (${code ?? 'by a signal'})`));
  child.stdin?.on('error', () => undefined).end(input ?? '');

  const timer = setTimeout(() => {
    fail(`was not ready within ${readyWithinMs / 1000} s`);
    child.kill('SIGKILL');
  }, readyWithinMs);
  return promise.finally(() => clearTimeout(timer));
}

async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
  const closed = once(child, 'close');
  child.kill('SIGINT');
  await closed;
  clearTimeout(timer);
  await exited;
}
