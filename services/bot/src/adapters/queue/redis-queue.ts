import { randomUUID } from 'node:crypto';
import type { Logger } from '@desk/logging';
import { type JobsOptions, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { DeskJob, QueueFeed, QueueName } from '../../ports/job-queue.ts';
import type { Clock } from '../../ports/system.ts';

export interface RedisQueueOptions {
  readonly redis: Redis;
  /** Of all keys in Redis. */
  readonly prefix: string;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface RedisQueue extends QueueFeed {
  close(): Promise<void>;
}

interface QueuedJob {
  readonly name: string;
  readonly data: object;
  readonly opts: JobsOptions;
}

type TimerSubject = { readonly ticketId: string } | { readonly personId: string } | { readonly consultationId: string };

type Added = 'queued' | 'dropped';

const addMsMax = 500;
const jobsPerAddMax = 500;

/** Nothing is remembered of a job that is over: what has to be done again is found in Postgres. */
const passing: JobsOptions = {
  attempts: 3,
  backoff: { type: 'exponential', delay: 500 },
  removeOnComplete: true,
  removeOnFail: true,
};

/** The producers' side of BullMQ. Whatever goes wrong, the caller goes on: a job is only a wake-up call. */
export function createRedisQueue({ redis, prefix, clock, log }: RedisQueueOptions): RedisQueue {
  const queues = new Map<QueueName, Queue>();
  const feed = randomUUID();
  const heartbeatId = (beat: number) => `heartbeat-${feed}-${beat}`;

  function queueOf(name: QueueName): Queue {
    const known = queues.get(name);
    if (known) return known;
    const queue = new Queue(name, { connection: redis, prefix, defaultJobOptions: passing });
    queue.on('error', () => undefined);
    queues.set(name, queue);
    return queue;
  }

  async function addTo(name: QueueName, jobs: readonly QueuedJob[]): Promise<Added> {
    if (redis.status !== 'ready') return 'dropped';
    try {
      await soon(queueOf(name).addBulk([...jobs]));
      return 'queued';
    } catch (error) {
      // A queue whose first contact failed stays broken in BullMQ: the next one begins anew.
      queues.delete(name);
      log.warn('Jobs were not queued', { queue: name, jobs: jobs.length, error });
      return 'dropped';
    }
  }

  return {
    async add(jobs) {
      const some = jobs.slice(0, jobsPerAddMax);
      const results: Added[] = [];
      for (const name of ['assign', 'consult', 'timers'] as const) {
        const queued = some.filter(({ queue }) => queue === name).map((job) => toQueued(job, clock.now()));
        if (queued.length > 0) results.push(await addTo(name, queued));
      }
      return results.includes('dropped') ? 'dropped' : 'queued';
    },
    // Kept for a while after it is done, so that another process does not take the same turn again.
    addUpkeep: (turns) =>
      addTo(
        'upkeep',
        turns.map(({ task, turn }) => ({
          name: task,
          data: {},
          opts: { jobId: `${task}-${turn}`, attempts: 1, removeOnComplete: { age: 600, count: 500 } },
        })),
      ),
    addHeartbeat: (queue, beat) =>
      addTo(queue, [{ name: 'heartbeat', data: {}, opts: { jobId: heartbeatId(beat), attempts: 1 } }]),
    async findHeartbeat(queue, beat) {
      if (redis.status !== 'ready') return 'unknown';
      try {
        // A job that is done is removed at once.
        return (await soon(queueOf(queue).getJob(heartbeatId(beat)))) ? 'waiting' : 'worked';
      } catch {
        return 'unknown';
      }
    },
    onReady(listener) {
      redis.on('ready', listener);
      if (redis.status === 'ready') listener();
    },
    async close() {
      await Promise.allSettled([...queues.values()].map((queue) => queue.close()));
    },
  };
}

/**
 * Ids keep one thing from being queued twice; BullMQ takes no colon in them. A ticket asked for while its job is under
 * way has that job run once more: it may have looked before whatever is the news, a specialist come on shift or gone.
 * So has the line of a team; a job that names a consultation stands for no other, or that one would not get into line.
 */
function toQueued(job: DeskJob, now: number): QueuedJob {
  if (job.queue === 'assign') {
    const { ticketId, team } = job;
    return {
      name: 'assign',
      data: { ticketId, team },
      opts: { deduplication: { id: ticketId, keepLastIfActive: true } },
    };
  }
  if (job.queue === 'consult') {
    const { team, consultationId } = job;
    return {
      name: 'consult',
      data: { team, consultationId },
      opts: { deduplication: { id: consultationId ?? team, keepLastIfActive: true } },
    };
  }
  const { queue: _, timer, ...data } = job;
  const subject = subjectOf(data);
  const opts = { jobId: `${timer}-${subject}-${data.dueAt}`, delay: Math.max(0, data.dueAt - now) };
  return { name: timer, data, opts };
}

function subjectOf(data: TimerSubject): string {
  if ('ticketId' in data) return data.ticketId;
  return 'personId' in data ? data.personId : data.consultationId;
}

async function soon<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Redis took too long.')), addMsMax);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
