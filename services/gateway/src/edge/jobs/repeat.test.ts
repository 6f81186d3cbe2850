import { createLogger } from '@desk/logging';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { repeat } from './repeat.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function listening() {
  const lines: string[] = [];
  const logger = createLogger({
    service: 'gateway',
    level: 'info',
    destination: { write: (line) => void lines.push(line) },
  });
  return { logger, lines };
}

it('runs again after a pause, whatever became of the run before, and logs what failed', async () => {
  const { logger, lines } = listening();
  let runs = 0;
  const job = repeat(
    {
      name: 'tidy',
      pauseMs: 1_000,
      run: async () => {
        runs += 1;
        if (runs === 2) throw new Error('A defect.');
      },
    },
    logger,
  );
  await vi.advanceTimersByTimeAsync(3_500);
  expect(runs).toBe(3);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('"job":"tidy"');
  await job.stop();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(runs).toBe(3);
});

it('never runs twice at once, and stops only when the run under way is done', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let runs = 0;
  const job = repeat(
    {
      name: 'slow',
      pauseMs: 1_000,
      run: () => {
        runs += 1;
        return promise;
      },
    },
    listening().logger,
  );
  await vi.advanceTimersByTimeAsync(10_000);
  expect(runs).toBe(1);
  let stopped = false;
  const stopping = job.stop().then(() => {
    stopped = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  expect(stopped).toBe(false);
  resolve();
  await stopping;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(runs).toBe(1);
});
