import type { Logger } from '@desk/logging';
import type { DeskJob, QueueFeed, QueueName } from '../../ports/job-queue.ts';
import type { Clock } from '../../ports/system.ts';
import { AssignJob, ConsultJob, type JobHandlers, timerJobs } from './desk-jobs.ts';
import { watchHeartbeats } from './watch-heartbeats.ts';
import { type QueueConnection, type QueueWorker, workQueue } from './work-queue.ts';

export interface JobRuntimeOptions {
  readonly connection: QueueConnection;
  readonly queue: QueueFeed;
  readonly handlers: JobHandlers;
  /** Everything that is due or awaiting, out of Postgres. */
  readonly findDueWork: () => Promise<readonly DeskJob[]>;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface JobRuntime {
  start(): void;
  /** Of each queue, whether it moves: not merely whether Redis answers. */
  health(): Readonly<Record<QueueName, 'moving' | 'stuck'>>;
  /** Of each queue, how long ago a heartbeat last came through. */
  heartbeatAgesSeconds(): Readonly<Record<QueueName, number>>;
  /** Waits for the jobs in hand; what takes longer begins again elsewhere. */
  stop(withinMs: number): Promise<void>;
}

const queueNames = ['assign', 'consult', 'timers', 'upkeep'] as const satisfies readonly QueueName[];
/** A task of upkeep may wait for the other zone: the others, and the heartbeat, go on beside it. */
const concurrency = { assign: 4, consult: 4, timers: 8, upkeep: 8 } as const satisfies Readonly<
  Record<QueueName, number>
>;
const tickMs = 1_000;
const rediscoverEveryMs = 60_000;
const heartbeat = 'heartbeat';

/**
 * Postgres remembers, BullMQ runs: whatever is due is found again in Postgres and queued again, at the start, when
 * Redis is back and every minute. A queue that does not move although Redis answers gets new workers.
 */
export function runJobs(options: JobRuntimeOptions): JobRuntime {
  const { queue, clock, log } = options;
  const workers = new Map<QueueName, QueueWorker>();
  const heartbeats = watchHeartbeats({ queue, queueNames, renew: startWorker });
  const turns = takeTurns(options);
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let rediscovering: Promise<void> | null = null;
  let rediscoverAt = 0;

  function startWorker(name: QueueName): void {
    workers.get(name)?.abandon();
    const work = workOf(name, options, stopping.signal);
    workers.set(name, workQueue({ name, connection: options.connection, concurrency: concurrency[name], work, log }));
  }

  function rediscover(): void {
    rediscoverAt = clock.now() + rediscoverEveryMs;
    rediscovering ??= queueDueWork(options).finally(() => {
      rediscovering = null;
    });
  }

  function tick(): void {
    void heartbeats.beat();
    void turns.ask(clock.now());
    if (clock.now() >= rediscoverAt) rediscover();
  }

  return {
    start() {
      for (const name of queueNames) startWorker(name);
      queue.onReady(rediscover);
      timer = setInterval(tick, tickMs);
    },
    health: heartbeats.health,
    heartbeatAgesSeconds: heartbeats.agesSeconds,
    async stop(withinMs) {
      clearInterval(timer);
      stopping.abort();
      await rediscovering;
      await closeWithin([...workers.values()], withinMs);
    },
  };
}

async function queueDueWork({ queue, findDueWork, log }: JobRuntimeOptions): Promise<void> {
  try {
    await queue.add(await findDueWork());
  } catch (error) {
    log.error('Due work could not be found', { error });
  }
}

function workOf(name: QueueName, { handlers }: JobRuntimeOptions, stopping: AbortSignal) {
  const underWay = new Set<string>();

  /** A turn that comes while the one before is still being worked is left out. */
  async function upkeep(task: string): Promise<void> {
    if (underWay.has(task)) return;
    underWay.add(task);
    try {
      await handlers.upkeep[task]?.run(stopping);
    } finally {
      underWay.delete(task);
    }
  }

  return async (job: { readonly name: string; readonly data: unknown }): Promise<void> => {
    if (job.name === heartbeat) return;
    switch (name) {
      case 'assign':
        return handlers.assign(AssignJob.parse(job.data));
      case 'consult':
        return handlers.consult(ConsultJob.parse(job.data));
      case 'timers':
        return handlers.timer(timerSchema(job.name).parse(job.data));
      case 'upkeep':
        return upkeep(job.name);
    }
  };
}

function timerSchema(name: string) {
  if (!isTimer(name)) throw new Error('A timer of an unknown kind was queued.');
  return timerJobs[name];
}

function isTimer(name: string): name is keyof typeof timerJobs {
  return Object.hasOwn(timerJobs, name);
}

/**
 * Time is cut into turns of each task's length; each is asked for until Redis takes it. In all processes alike the turns
 * of one task begin apart from those of the others: what is done once a minute is not all done at its first second.
 */
function takeTurns({ queue, handlers }: JobRuntimeOptions) {
  const taken = new Map<string, number>();
  const tasks = Object.entries(handlers.upkeep);
  const turnOf = (index: number, everyMs: number, now: number) => Math.floor(now / everyMs - index / tasks.length);
  let asking = false;
  return {
    async ask(now: number): Promise<void> {
      const due = tasks
        .map(([task, { everyMs }], index) => ({ task, turn: turnOf(index, everyMs, now) }))
        .filter(({ task, turn }) => taken.get(task) !== turn);
      if (asking || due.length === 0) return;
      asking = true;
      if ((await queue.addUpkeep(due)) === 'queued') for (const { task, turn } of due) taken.set(task, turn);
      asking = false;
    },
  };
}

async function closeWithin(workers: readonly QueueWorker[], withinMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), withinMs);
  });
  const closed = Promise.allSettled(workers.map((worker) => worker.close()));
  const outcome = await Promise.race([closed, late]);
  clearTimeout(timer);
  if (outcome === 'late') for (const worker of workers) worker.abandon();
}
