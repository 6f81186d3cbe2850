import { Counter, Histogram, type Registry } from 'prom-client';
import type { WorkMetrics } from '../../ports/metrics.ts';

/** From the quickest answer of a chat to what waits out an outage. */
const waitBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 600];
/** From a call next door to one that is given up. */
const callBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 20];
/** Held open on purpose until there is something to answer: no latency. */
const heldOpen: ReadonlySet<string> = new Set(['getUpdates']);

/** Counters and histograms of the work. Labels are bounded by the words of the code that calls this. */
export function recordWork(
  registry: Registry,
  seen: Pick<WorkMetrics, 'sawPendingUpdates' | 'sawFormerKeys'>,
): WorkMetrics {
  const registers = [registry];
  const events = new Counter({
    name: 'desk_bot_events_total',
    help: 'What came in from outside, by listener and outcome.',
    labelNames: ['what', 'outcome'],
    registers,
  });
  const decisions = new Counter({
    name: 'desk_bot_decisions_total',
    help: 'Choices of a specialist, for tickets and for consultations, by outcome.',
    labelNames: ['flow', 'outcome'],
    registers,
  });
  const gaps = new Counter({
    name: 'desk_bot_webhook_gaps_total',
    help: 'Changed tickets that the poll found and no webhook had told of.',
    registers,
  });
  const removed = new Counter({
    name: 'desk_bot_retention_removed_total',
    help: 'Rows removed because their time was over, by class (docs/privacy.md).',
    labelNames: ['class'],
    registers,
  });
  const calls = {
    gateway: recordCalls(registry, 'gateway', 'call'),
    telegram: recordCalls(registry, 'telegram', 'method'),
  };
  return {
    ...recordLanes(registry),
    add: (what, outcome) => events.inc({ what, outcome }),
    called: (peer, call) => calls[peer](call),
    decided: (flow, outcome) => decisions.inc({ flow, outcome }),
    foundGaps: (tickets) => gaps.inc(tickets),
    removed: (of, rows) => removed.inc({ class: of }, rows),
    ...seen,
  };
}

function recordLanes(registry: Registry): Pick<WorkMetrics, 'handled' | 'delivered'> {
  const registers = [registry];
  const updates = new Counter({
    name: 'desk_bot_updates_total',
    help: 'Updates and events taken from the inbox, by kind and outcome.',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const handling = new Histogram({
    name: 'desk_bot_update_seconds',
    help: 'From the receipt of an update or event to its being handled.',
    labelNames: ['kind'],
    buckets: waitBuckets,
    registers,
  });
  const effects = new Counter({
    name: 'desk_bot_effects_total',
    help: 'Attempts to deliver an effect, by kind and outcome.',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const delivery = new Histogram({
    name: 'desk_bot_effect_seconds',
    help: 'From the commit of an effect, or its due time, to its delivery, by what its lane leads to.',
    labelNames: ['lane'],
    buckets: waitBuckets,
    registers,
  });
  return {
    handled({ kind, outcome, seconds }) {
      updates.inc({ kind, outcome });
      if (outcome === 'committed') handling.observe({ kind }, seconds);
    },
    delivered({ kind, lane, outcome, seconds }) {
      effects.inc({ kind, outcome });
      if (outcome === 'shown' || outcome === 'committed') delivery.observe({ lane }, seconds);
    },
  };
}

function recordCalls<Label extends string>(registry: Registry, peer: 'gateway' | 'telegram', label: Label) {
  const calls = new Counter<string>({
    name: `desk_bot_${peer}_calls_total`,
    help: `Calls to the ${peer}, by outcome.`,
    labelNames: [label, 'outcome'],
    registers: [registry],
  });
  const durations = new Histogram<string>({
    name: `desk_bot_${peer}_call_seconds`,
    help: `How long a call to the ${peer} took, whatever came of it.`,
    labelNames: [label],
    buckets: callBuckets,
    registers: [registry],
  });
  return ({ what, outcome, seconds }: Parameters<WorkMetrics['called']>[1]): void => {
    calls.inc({ [label]: what, outcome });
    if (!heldOpen.has(what)) durations.observe({ [label]: what }, seconds);
  };
}
