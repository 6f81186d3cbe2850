import type { Logger } from '@desk/logging';
import { type Job, Worker } from 'bullmq';
import type { QueueName } from '../../ports/job-queue.ts';

export interface QueueConnection {
  readonly redisUrl: string;
  /** Certificates (PEM) that are trusted instead of the usual ones. */
  readonly ca?: string | null;
  /** Of all keys in Redis. */
  readonly prefix: string;
}

export interface QueueWorkerOptions {
  readonly name: QueueName;
  readonly connection: QueueConnection;
  readonly concurrency: number;
  readonly work: (job: { readonly name: string; readonly data: unknown }) => Promise<void>;
  readonly log: Logger;
}

export interface QueueWorker {
  /** Waits for the jobs in hand. */
  close(): Promise<void>;
  /** Lets go of everything at once: other workers, or this one later, begin again with what was in hand. */
  abandon(): void;
}

/** A killed worker's jobs begin again elsewhere after 5 s; at BullMQ's defaults it would be 90 s. */
const lockMs = 5_000;
const stalledCheckMs = 2_000;
const stalledMax = 5;
const reconnectMs = 500;
const emptyWaitSeconds = 2;

export function workQueue({ name, connection, concurrency, work, log }: QueueWorkerOptions): QueueWorker {
  const worker = new Worker(name, async (job: Job<unknown>) => work({ name: job.name, data: job.data }), {
    connection: {
      url: connection.redisUrl,
      ...(connection.ca ? { tls: { ca: connection.ca } } : {}),
      maxRetriesPerRequest: null,
      connectTimeout: 2_000,
      retryStrategy: () => reconnectMs,
    },
    prefix: connection.prefix,
    concurrency,
    lockDuration: lockMs,
    stalledInterval: stalledCheckMs,
    maxStalledCount: stalledMax,
    drainDelay: emptyWaitSeconds,
  });
  // Redis' comings and goings are told by the connection of the producers.
  worker.on('error', () => undefined);
  worker.on('failed', (job, error) => {
    log.error('A job failed', { queue: name, job: job?.name ?? null, id: job?.id ?? null, error });
  });
  return {
    close: () => worker.close(),
    abandon() {
      worker.close(true).catch(() => undefined);
    },
  };
}
