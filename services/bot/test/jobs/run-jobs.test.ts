import { randomUUID } from 'node:crypto';
import { openNetworkGate } from '@desk/testing';
import { testRedis } from '@desk/testing/vitest';
import { Redis } from 'ioredis';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TimerJob } from '../../src/edge/jobs/desk-jobs.ts';
import type { DeskJob } from '../../src/ports/job-queue.ts';
import { type JobProcess, type JobProcessOptions, openJobProcess } from './job-workshop.ts';

let redisUrl: string;
let basePrefix: string;
const processes: JobProcess[] = [];

beforeAll(async () => {
  const redis = await testRedis();
  redisUrl = redis.url;
  basePrefix = redis.prefix;
});
afterEach(async () => {
  await Promise.all(processes.splice(0).map((process) => process.close()));
});

/** Each test has keys of its own. */
function open(options: Partial<JobProcessOptions> = {}): JobProcess & { readonly prefix: string } {
  const prefix = options.prefix ?? `${basePrefix}${randomUUID()}`;
  const process = openJobProcess({ redisUrl, prefix, ...options });
  processes.push(process);
  return { ...process, prefix };
}

function assign(ticketId: string): DeskJob {
  return { queue: 'assign', ticketId, team: 'infrastructure' };
}

/** The producer connects in the background. */
async function untilQueued(process: JobProcess, ...jobs: readonly DeskJob[]): Promise<void> {
  await vi.waitFor(async () => expect(await process.queue.add(jobs)).toBe('queued'), 5_000);
}

describe('the queues', () => {
  it('bring a job to its handler, once for all that was added meanwhile', async () => {
    const process = open();
    const ticketId = randomUUID();
    await untilQueued(process, assign(ticketId), assign(ticketId));
    await untilQueued(process, assign(ticketId));
    process.runtime.start();
    await vi.waitFor(() => expect(process.assigned).toEqual([ticketId]), 5_000);
    // Once it is done, the same may be asked for again.
    await untilQueued(process, assign(ticketId));
    await vi.waitFor(() => expect(process.assigned).toEqual([ticketId, ticketId]), 5_000);
  });

  it('bring a job once more that was added while it was being done', async () => {
    const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
    const seen: string[] = [];
    const process = open({
      handlers: {
        assign: async ({ ticketId }) => {
          seen.push(ticketId);
          await mayGoOn;
        },
      },
    });
    const ticketId = randomUUID();
    process.runtime.start();
    await untilQueued(process, assign(ticketId));
    await vi.waitFor(() => expect(seen).toEqual([ticketId]), 5_000);
    await untilQueued(process, assign(ticketId), assign(ticketId));
    goOn();
    await vi.waitFor(() => expect(seen).toEqual([ticketId, ticketId]), 5_000);
  });

  it('serve the line of a team once for all who asked, and swallow nobody who is to be put into it', async () => {
    const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>();
    const seen: (string | null)[] = [];
    const process = open({
      handlers: {
        consult: async ({ team, consultationId }) => {
          expect(team).toBe('infrastructure');
          seen.push(consultationId);
          await mayGoOn;
        },
      },
    });
    const [one, another] = [randomUUID(), randomUUID()];
    const consult = (consultationId: string | null): DeskJob => {
      return { queue: 'consult', team: 'infrastructure', consultationId };
    };
    await untilQueued(process, consult(null), consult(one), consult(one), consult(another), consult(null));
    process.runtime.start();
    await vi.waitFor(() => expect(seen.toSorted()).toEqual([null, one, another].toSorted()), 5_000);
    // What is asked for meanwhile is seen to once more: the line may have been read before.
    await untilQueued(process, consult(null), consult(null));
    goOn();
    await vi.waitFor(() => expect(seen.filter((id) => id === null)).toHaveLength(2), 5_000);
    expect(seen).toHaveLength(4);
  });

  it('bring the clock of a consultation', async () => {
    const seen: TimerJob[] = [];
    const process = open({
      handlers: {
        timer: async (job) => {
          seen.push(job);
        },
      },
    });
    process.runtime.start();
    const [consultationId, dueAt] = [randomUUID(), Date.now()];
    await untilQueued(process, { queue: 'timers', timer: 'consultation', consultationId, dueAt });
    await vi.waitFor(() => expect(seen).toEqual([{ timer: 'consultation', consultationId, dueAt }]), 5_000);
  });

  it('bring a timer when it is due', async () => {
    const seen: { readonly job: TimerJob; readonly at: number }[] = [];
    const process = open({
      handlers: {
        timer: async (job) => {
          seen.push({ job, at: Date.now() });
        },
      },
    });
    process.runtime.start();
    const dueAt = Date.now() + 300;
    const job = { queue: 'timers', timer: 'session-end', personId: randomUUID(), dueAt } as const;
    await untilQueued(process, job);
    await vi.waitFor(() => expect(seen).toHaveLength(1), 5_000);
    expect(seen[0]?.job).toEqual({ timer: 'session-end', personId: job.personId, dueAt });
    expect(seen[0]?.at).toBeGreaterThanOrEqual(dueAt);
  });

  it('try a failing job again', async () => {
    let attempts = 0;
    const process = open({
      handlers: {
        assign: async () => {
          attempts += 1;
          if (attempts === 1) throw new Error('a defect');
        },
      },
    });
    process.runtime.start();
    await untilQueued(process, assign(randomUUID()));
    await vi.waitFor(() => expect(attempts).toBe(2), 5_000);
  });

  it('see to upkeep at its turns, for all processes together', async () => {
    let runs = 0;
    const tenYearsMs = 315_360_000_000;
    const run = async () => {
      runs += 1;
    };
    const upkeep = { tidy: { everyMs: tenYearsMs, run } };
    const first = open({ handlers: { upkeep } });
    const second = open({ prefix: first.prefix, handlers: { upkeep } });
    first.runtime.start();
    second.runtime.start();
    await vi.waitFor(() => expect(runs).toBeGreaterThan(0), 5_000);
    const moving = { assign: 'moving', consult: 'moving', timers: 'moving', upkeep: 'moving' };
    await vi.waitFor(() => expect([first.runtime.health(), second.runtime.health()]).toContainEqual(moving), 5_000);
    expect(runs).toBe(1);
  });
});

describe('a process that stops', () => {
  it('waits for no task of upkeep that leaves off', async () => {
    const begun = Promise.withResolvers<void>();
    const run = (stopping: AbortSignal) =>
      new Promise<void>((resolve) => {
        stopping.addEventListener('abort', () => resolve());
        begun.resolve();
      });
    const { runtime } = open({ handlers: { upkeep: { poll: { everyMs: 1_000, run } } } });
    runtime.start();
    await begun.promise;
    const startedAt = performance.now();
    await runtime.stop(10_000);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});

describe('without Redis', () => {
  it('jobs are dropped at once, nothing throws, and everything due is worked within 10 s of its return', async () => {
    const gate = await openNetworkGate(redisUrl);
    const awaiting = new Set<string>();
    const process = open({
      redisUrl: gate.url,
      due: () => [...awaiting].map(assign),
      handlers: {
        assign: async ({ ticketId }) => {
          awaiting.delete(ticketId);
        },
      },
    });
    process.runtime.start();
    await untilQueued(process);
    gate.shut();
    await vi.waitFor(async () => expect(await process.queue.add([assign(randomUUID())])).toBe('dropped'), 5_000);

    const startedAt = performance.now();
    for (let count = 0; count < 20; count += 1) {
      const ticketId = randomUUID();
      awaiting.add(ticketId);
      expect(await process.queue.add([assign(ticketId)])).toBe('dropped');
    }
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(awaiting.size).toBe(20);

    gate.open();
    await vi.waitFor(() => expect(awaiting.size).toBe(0), 10_000);
    await process.close();
    processes.splice(processes.indexOf(process), 1);
    await gate.stop();
  }, 40_000);

  it('a start is no different: what is due is worked once Redis is there', async () => {
    const gate = await openNetworkGate(redisUrl);
    gate.shut();
    const awaiting = new Set<string>([randomUUID()]);
    const process = open({
      redisUrl: gate.url,
      due: () => [...awaiting].map(assign),
      handlers: {
        assign: async ({ ticketId }) => {
          awaiting.delete(ticketId);
        },
      },
    });
    process.runtime.start();
    expect(await process.queue.add([assign(randomUUID())])).toBe('dropped');
    gate.open();
    await vi.waitFor(() => expect(awaiting.size).toBe(0), 10_000);
    await process.close();
    processes.splice(processes.indexOf(process), 1);
    await gate.stop();
  }, 40_000);

  it('its memory may be gone: what waited is found again', async () => {
    const gate = await openNetworkGate(redisUrl);
    const dueAt = Date.now() + 3_600_000;
    const personId = randomUUID();
    const seen: string[] = [];
    const process = open({
      redisUrl: gate.url,
      due: () => [assign(personId), { queue: 'timers', timer: 'session-end', personId, dueAt }],
      handlers: {
        assign: async ({ ticketId }) => {
          seen.push(ticketId);
        },
      },
    });
    await untilQueued(process);
    const redis = new Redis(redisUrl);
    gate.shut();
    const keys = await redis.keys(`${process.prefix}*`);
    if (keys.length > 0) await redis.del(...keys);
    process.runtime.start();
    gate.open();
    await vi.waitFor(async () => {
      expect(seen).toContain(personId);
      expect(await redis.exists(`${process.prefix}:timers:session-end-${personId}-${dueAt}`)).toBe(1);
    }, 10_000);
    redis.disconnect();
    await process.close();
    processes.splice(processes.indexOf(process), 1);
    await gate.stop();
  }, 40_000);
});
