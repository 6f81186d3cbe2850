import { Registry } from 'prom-client';
import type { DeskState, MetricsPage } from '../../ports/desk-state.ts';
import type { WorkMetrics } from '../../ports/metrics.ts';
import { recordWork } from './record-work.ts';
import { showProcess } from './show-process.ts';
import { showState } from './show-state.ts';

export interface Metrics {
  readonly work: WorkMetrics;
  render(state: Omit<DeskState, 'telegramPendingUpdates'>): Promise<MetricsPage>;
}

/** What Telegram said longer ago says nothing of now: another process may have taken the turns since. */
const pendingUpdatesCountMs = 180_000;

/** The figures of one process, in a registry of its own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  let pending: { readonly count: number; readonly seenAt: number } | null = null;
  const work = recordWork(registry, (count) => {
    pending = { count, seenAt: performance.now() };
  });
  const [show, look] = [showState(registry), showProcess(registry)];
  return {
    work,
    async render(state) {
      const isRecent = pending !== null && performance.now() - pending.seenAt < pendingUpdatesCountMs;
      show({ ...state, telegramPendingUpdates: isRecent ? (pending?.count ?? null) : null });
      look();
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}
