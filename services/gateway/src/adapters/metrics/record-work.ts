import { alarmKinds } from '@desk/domain';
import { Counter, Histogram, type Registry } from 'prom-client';
import type { WorkMetrics } from '../../ports/metrics.ts';

/** From an answer out of Postgres to a file that the tracker takes its time for. */
const buckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 20];

/** Counters and histograms of the work. Labels are bounded by the words of the code that calls this. */
export function recordWork(registry: Registry): WorkMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'desk_gateway_requests_total',
    help: 'Requests of the bot, by endpoint and status.',
    labelNames: ['endpoint', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'desk_gateway_request_seconds',
    help: 'How long a request of the bot took to answer, whatever the answer.',
    labelNames: ['endpoint'],
    buckets,
    registers,
  });
  const alarms = countAlarms(registry);
  const hooks = new Counter({
    name: 'desk_gateway_hooks_total',
    help: 'Webhooks that the tracker posted to the gateway, by outcome.',
    labelNames: ['outcome'],
    registers,
  });
  const calls = new Counter({
    name: 'desk_gateway_tracker_calls_total',
    help: 'Calls to the tracker, by outcome.',
    labelNames: ['call', 'outcome'],
    registers,
  });
  const callDurations = new Histogram({
    name: 'desk_gateway_tracker_call_seconds',
    help: 'How long a call to the tracker took, whatever came of it.',
    labelNames: ['call'],
    buckets,
    registers,
  });
  const removed = new Counter({
    name: 'desk_gateway_retention_removed_total',
    help: 'Rows removed because their time was over, by class (docs/privacy.md).',
    labelNames: ['class'],
    registers,
  });
  return {
    answered({ endpoint, status, seconds }) {
      requests.inc({ endpoint, status });
      durations.observe({ endpoint }, seconds);
    },
    raisedAlarm: (alarm) => alarms.inc({ alarm }),
    removed: (of, rows) => removed.inc({ class: of }, rows),
    heardHook: (outcome) => hooks.inc({ outcome }),
    calledTracker({ call, outcome, seconds }) {
      calls.inc({ call, outcome });
      callDurations.observe({ call }, seconds);
    },
  };
}

/** Each is there from the start: an increase is seen only of what was there before. */
function countAlarms(registry: Registry): Counter<'alarm'> {
  const alarms = new Counter({
    name: 'desk_gateway_alarms_total',
    help: 'What the audit logs gave cause to look at, by alarm.',
    labelNames: ['alarm'],
    registers: [registry],
  });
  for (const alarm of alarmKinds) alarms.inc({ alarm }, 0);
  return alarms;
}
