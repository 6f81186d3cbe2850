import { Registry } from 'prom-client';
import type { DeskState, MetricsPage } from '../../ports/desk-state.ts';
import type { WorkMetrics } from '../../ports/metrics.ts';
import { recordWork } from './record-work.ts';
import { showProcess } from './show-process.ts';
import { showState } from './show-state.ts';

export interface Metrics {
  readonly work: WorkMetrics;
  render(state: DeskState): Promise<MetricsPage>;
}

/** The figures of one process, in a registry of its own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const work = recordWork(registry);
  const [show, look] = [showState(registry), showProcess(registry)];
  return {
    work,
    async render(state) {
      show(state);
      look();
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}
