import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import { holdLeases, type LeaseHolder } from '../../src/edge/lanes/hold-leases.ts';
import { silentLog } from '../conformance/postgres-desk.ts';
import { type MemoryLaneStore, memoryLeaseMs } from '../fakes/memory-lane-store.ts';

export interface MortalProcess {
  isAlive(): boolean;
  wakeAll(): void;
  kill(): void;
}

/** What a process is while it lives, for the work that it is given. */
export interface Life {
  readonly owner: string;
  readonly leases: LeaseHolder;
  readonly process: MortalProcess;
  /** Whoever asks for this of a dead process waits for ever. */
  living<Result>(work: () => Promise<Result>): Promise<Result>;
}

type Employ = (life: Life) => { wake(lane: string): void };

export interface MortalProcesses {
  /** A process that, once dead, neither answers nor stores anything, and gives nothing back. */
  start(employ: Employ): MortalProcess;
  /** One after the other, until nothing is left to do; how many of them died. */
  runUntilDone(start: () => MortalProcess, processesMax?: number): Promise<number>;
}

const processesMaxUsual = 20;
const lifeMsMax = 3_000;

/** Processes over one store and one steered clock. `waiting`: lanes in which something is left to do. */
export function mortalProcesses(store: MemoryLaneStore, waiting: () => readonly string[]): MortalProcesses {
  const dead = new Set<string>();

  function start(employ: Employ): MortalProcess {
    const owner = randomUUID();
    const living: Life['living'] = (work) => (dead.has(owner) ? new Promise(() => undefined) : work());
    store.freeLanesOf(dead);
    const leases = store.leasesOf(owner);
    const holder = holdLeases({
      leases: {
        take: (names) => living(() => leases.take(names)),
        release: (names) => living(() => leases.release(names)),
        call: (call) => living(() => leases.call(call)),
      },
      log: silentLog,
      leaseMs: memoryLeaseMs,
    });
    const process: MortalProcess = {
      isAlive: () => !dead.has(owner),
      wakeAll() {
        for (const lane of waiting()) worker.wake(lane);
      },
      kill() {
        dead.add(owner);
        void holder.close();
      },
    };
    const worker = employ({ owner, leases: holder, process, living });
    process.wakeAll();
    return process;
  }

  return {
    start,
    async runUntilDone(startOne, processesMax = processesMaxUsual) {
      for (let lost = 0; lost < processesMax; lost += 1) {
        const process = startOne();
        const isOver = () => !process.isAlive() || waiting().length === 0;
        for (let ms = 0; !isOver() && ms < lifeMsMax; ms += 1) await vi.advanceTimersByTimeAsync(1);
        if (process.isAlive()) {
          process.kill();
          return lost;
        }
      }
      return processesMax;
    },
  };
}

/** Ids of what takes no process down. */
export function innocents(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `innocent-${index}`);
}
