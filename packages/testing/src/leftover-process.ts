import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

const stopWithinMs = 10_000;
const pollEveryMs = 50;

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Stops a database server that outlived its owner; leaves any other process alone that got the same number since. */
export async function stopLeftover(pid: number): Promise<void> {
  if (!isRunning(pid) || !(await isDatabaseServer(pid))) return;
  process.kill(pid, 'SIGINT');
  await waitUntilGone(pid, stopWithinMs);
  if (isRunning(pid)) process.kill(pid, 'SIGKILL');
}

async function waitUntilGone(pid: number, withinMs: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < withinMs && isRunning(pid); waitedMs += pollEveryMs) await delay(pollEveryMs);
}

/** Reads Linux's own record of the process; elsewhere nothing is known and nothing is stopped. */
async function isDatabaseServer(pid: number): Promise<boolean> {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  return /^(postgres|redis-server|valkey-server)/.test(name);
}
