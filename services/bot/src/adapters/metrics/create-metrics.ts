import { Registry } from 'prom-client';
import type { DeskState, MetricsPage } from '../../ports/desk-state.ts';
import type { WorkMetrics } from '../../ports/metrics.ts';
import { recordWork } from './record-work.ts';
import { showProcess } from './show-process.ts';
import { showState } from './show-state.ts';

export interface Metrics {
  readonly work: WorkMetrics;
  render(state: Omit<DeskState, 'telegramPendingUpdates' | 'sealedUnderFormerKeys'>): Promise<MetricsPage>;
}

/** What was seen longer ago says nothing of now: another process may have taken the turns since. */
const seenCountMs = 180_000;

/** The figures of one process, in a registry of its own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const [pending, former] = [lastSeen(), lastSeen()];
  const work = recordWork(registry, { sawPendingUpdates: pending.see, sawFormerKeys: former.see });
  const [show, look] = [showState(registry), showProcess(registry)];
  return {
    work,
    async render(state) {
      show({ ...state, telegramPendingUpdates: pending.recent(), sealedUnderFormerKeys: former.recent() });
      look();
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

function lastSeen(): { see(count: number): void; recent(): number | null } {
  let last: { readonly count: number; readonly at: number } | null = null;
  return {
    see(count) {
      last = { count, at: performance.now() };
    },
    recent: () => (last !== null && performance.now() - last.at < seenCountMs ? last.count : null),
  };
}
