import { readFile } from 'node:fs/promises';

/** What of the machine was in use between two moments, in cores; null where the system does not tell (Linux does). */
export interface CoresUsed {
  readonly processes: number;
  readonly everything: number;
}

export interface CpuMeter {
  stop(): Promise<CoresUsed | null>;
}

/** Of Linux, wherever it runs: user ticks per second. */
const ticksPerSecond = 100;

/** Follows these processes and the whole machine from now on. */
export async function meterCpu(pids: readonly number[]): Promise<CpuMeter> {
  const beganAt = performance.now();
  const before = await readTicks(pids);
  return {
    async stop() {
      const after = await readTicks(pids);
      if (before === null || after === null) return null;
      const seconds = (performance.now() - beganAt) / 1000;
      const cores = (ticks: number) => ticks / ticksPerSecond / seconds;
      return {
        processes: cores(after.processes - before.processes),
        everything: cores(after.everything - before.everything),
      };
    },
  };
}

async function readTicks(pids: readonly number[]): Promise<{ processes: number; everything: number } | null> {
  const machine = await readFile('/proc/stat', 'utf8').catch(() => null);
  if (machine === null) return null;
  const each = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')));
  const processes = each.reduce((sum, stat) => sum + ticksOfProcess(stat), 0);
  return { processes, everything: ticksOfMachine(machine) };
}

/** User and system time: the 14th and 15th fields; the name before them, in brackets, may hold anything. */
export function ticksOfProcess(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}

/** Everything but idling and waiting for disks; what runs inside is counted in `user` already. */
export function ticksOfMachine(stat: string): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = (/^cpu +(.*)$/m.exec(stat)?.[1] ?? '')
    .split(' ')
    .map(Number);
  return user + nice + system + irq + softirq;
}
