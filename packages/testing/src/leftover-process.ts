import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const stopWithinMs = 10_000;
const pollEveryMs = 25;

/** A process that has ended but that nobody has waited for yet counts as gone. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return processState(pid) !== 'Z';
}

/** Stops a database server that outlived its owner; leaves any other process alone that got the same number since. */
export async function stopLeftover(pid: number): Promise<void> {
  if (!isRunning(pid) || !isDatabaseServer(pid)) return;
  process.kill(pid, 'SIGINT');
  for (let waitedMs = 0; waitedMs < stopWithinMs && isRunning(pid); waitedMs += pollEveryMs) await delay(pollEveryMs);
  if (isRunning(pid)) process.kill(pid, 'SIGKILL');
}

/** Linux's own record of the process; elsewhere nothing is known of it, and it is not stopped. */
function isDatabaseServer(pid: number): boolean {
  return /^(postgres|redis-server|valkey-server)$/.test(record(pid, 'comm').trim());
}

/** One letter, the first field after the name in brackets; empty where there is no such record. */
function processState(pid: number): string {
  const stat = record(pid, 'stat');
  return stat.slice(stat.lastIndexOf(')') + 2).charAt(0);
}

function record(pid: number, name: 'comm' | 'stat'): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}
