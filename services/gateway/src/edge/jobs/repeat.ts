import type { Logger } from '@desk/logging';

export interface RepeatedJob {
  /** A constant, for logs. */
  readonly name: string;
  /** From the end of one run to the start of the next: runs never overlap. */
  readonly pauseMs: number;
  run(): Promise<unknown>;
}

/** Repeats a job until it is stopped; a run that fails is logged, and the next one comes in its time. */
export function repeat(job: RepeatedJob, logger: Logger): { stop(): Promise<void> } {
  const { name: jobName, pauseMs } = job;
  let timer: NodeJS.Timeout;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;

  const plan = () => {
    timer = setTimeout(() => {
      running = run();
    }, pauseMs);
    timer.unref();
  };
  const run = async () => {
    try {
      await job.run();
    } catch (error) {
      logger.error('A job failed.', { job: jobName, error });
    }
    if (!stopped) plan();
  };

  plan();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
