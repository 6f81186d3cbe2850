import { createLogger } from '@desk/logging';
import { connectRedis } from '../../src/adapters/queue/connect-redis.ts';
import { createRedisQueue, type RedisQueue } from '../../src/adapters/queue/redis-queue.ts';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import type { JobHandlers } from '../../src/edge/jobs/desk-jobs.ts';
import { type JobRuntime, runJobs } from '../../src/edge/jobs/run-jobs.ts';
import type { DeskJob } from '../../src/ports/job-queue.ts';

export interface JobProcess {
  readonly queue: RedisQueue;
  readonly runtime: JobRuntime;
  /** Tickets the `assign` handler was called for, in order. */
  readonly assigned: string[];
  close(): Promise<void>;
}

export interface JobProcessOptions {
  readonly redisUrl: string;
  readonly prefix: string;
  readonly due?: () => readonly DeskJob[];
  readonly handlers?: Partial<JobHandlers>;
}

/** One process' side of the queues, over a real Redis. */
export function openJobProcess({ redisUrl, prefix, due = () => [], handlers = {} }: JobProcessOptions): JobProcess {
  const log = createLogger({ service: 'bot', level: 'silent' });
  const connection = connectRedis({ redisUrl, log });
  const queue = createRedisQueue({ redis: connection.redis, prefix, clock: systemClock, log });
  const assigned: string[] = [];
  const runtime = runJobs({
    connection: { redisUrl, prefix },
    queue,
    handlers: {
      assign: async ({ ticketId }) => {
        assigned.push(ticketId);
      },
      consult: async () => undefined,
      timer: async () => undefined,
      upkeep: {},
      ...handlers,
    },
    findDueWork: async () => due(),
    clock: systemClock,
    log,
  });
  return {
    queue,
    runtime,
    assigned,
    async close() {
      await runtime.stop(2_000);
      await queue.close();
      await connection.close();
    },
  };
}
