import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DeskState } from '../../ports/desk-state.ts';
import { createMetrics, type Metrics } from './create-metrics.ts';

const nothing = { count: 0, ageSeconds: 0 };
const state: Omit<DeskState, 'telegramPendingUpdates' | 'sealedUnderFormerKeys'> = {
  backlog: {
    inbox: { count: 3, ageSeconds: 1.5 },
    outbox: nothing,
    auditPending: nothing,
    auditUnshipped: { count: 2, ageSeconds: 60 },
    deadLetters: { inbox: 0, outbox: 1 },
    lines: new Map([['network', { count: 4, ageSeconds: 90 }]]),
  },
  parts: { redis: 'up', gateway: 'down', telegram: 'unknown' },
  heartbeatAgesSeconds: { assign: 1, consult: 2, timers: 3, upkeep: 4 },
  keys: [{ folder: 'signing', ageDays: 30 }],
  keyAgeDaysMax: 365,
  certificates: [{ name: 'identity', daysLeft: 12 }],
  retention: [{ name: 'cards', oldestAgeSeconds: 120, termSeconds: 31_536_000 }],
  draining: false,
};

let metrics: Metrics;
beforeEach(() => {
  metrics = createMetrics();
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** The series of the page, without what explains them. */
async function series(change: Partial<typeof state> = {}): Promise<string[]> {
  const { text } = await metrics.render({ ...state, ...change });
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

it('shows how the desk stands', async () => {
  expect(await series()).toEqual(
    expect.arrayContaining([
      'desk_bot_waiting{what="inbox"} 3',
      'desk_bot_waiting_age_seconds{what="inbox"} 1.5',
      'desk_bot_waiting_age_seconds{what="audit-shipping"} 60',
      'desk_bot_dead_letters{of="outbox"} 1',
      'desk_bot_line_length{team="network"} 4',
      'desk_bot_line_oldest_seconds{team="network"} 90',
      'desk_bot_part_up{part="redis"} 1',
      'desk_bot_part_up{part="gateway"} 0',
      'desk_bot_queue_heartbeat_age_seconds{queue="timers"} 3',
      'desk_bot_key_age_days{folder="signing"} 30',
      'desk_bot_key_age_days_max 365',
      'desk_bot_certificate_days_left{certificate="identity"} 12',
      'desk_bot_retention_oldest_age_seconds{class="cards"} 120',
      'desk_bot_retention_term_seconds{class="cards"} 31536000',
      'desk_bot_draining 0',
    ]),
  );
});

it('leaves out what nobody knows now, rather than call it nothing', async () => {
  await series();
  const lines = (await series({ backlog: null, keys: [], certificates: [], retention: [] })).join('\n');
  expect(lines).not.toMatch(/desk_bot_(waiting|dead|line|key_age_days\{|certificate|retention_(oldest|term))/);
  expect(lines).not.toContain('part="telegram"');
  expect(lines).not.toContain('desk_bot_telegram_pending_updates');
  expect(lines).toContain('process_resident_memory_bytes');
});

it('tells for three minutes what Telegram said, and what was counted', async () => {
  metrics.work.sawPendingUpdates(7);
  metrics.work.sawFormerKeys(5);
  expect(await series()).toEqual(
    expect.arrayContaining(['desk_bot_telegram_pending_updates 7', 'desk_bot_sealed_under_former_keys 5']),
  );
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 181_000);
  expect((await series()).join()).not.toMatch(/desk_bot_(telegram_pending|sealed_under)/);
});

it('counts the work, and times what came to its end', async () => {
  const { work } = metrics;
  work.add('webhook', 'stored');
  work.handled({ kind: 'message', outcome: 'failed', seconds: 9 });
  work.handled({ kind: 'message', outcome: 'committed', seconds: 0.3 });
  work.delivered({ kind: 'show', lane: 'chat', outcome: 'retry', seconds: 9 });
  work.delivered({ kind: 'show', lane: 'chat', outcome: 'shown', seconds: 3 });
  work.called('telegram', { what: 'getUpdates', outcome: 'answered', seconds: 5 });
  work.called('gateway', { what: 'fileTicket', outcome: 'overloaded', seconds: 0.2 });
  work.decided('ticket', 'assigned');
  work.foundGaps(3);
  expect(await series()).toEqual(
    expect.arrayContaining([
      'desk_bot_events_total{what="webhook",outcome="stored"} 1',
      'desk_bot_updates_total{kind="message",outcome="failed"} 1',
      'desk_bot_update_seconds_count{kind="message"} 1',
      'desk_bot_update_seconds_bucket{le="0.5",kind="message"} 1',
      'desk_bot_effects_total{kind="show",outcome="retry"} 1',
      'desk_bot_effect_seconds_sum{lane="chat"} 3',
      'desk_bot_telegram_calls_total{method="getUpdates",outcome="answered"} 1',
      'desk_bot_gateway_calls_total{call="fileTicket",outcome="overloaded"} 1',
      'desk_bot_gateway_call_seconds_sum{call="fileTicket"} 0.2',
      'desk_bot_decisions_total{flow="ticket",outcome="assigned"} 1',
      'desk_bot_webhook_gaps_total 3',
    ]),
  );
  expect((await series()).join()).not.toContain('desk_bot_telegram_call_seconds_sum{method="getUpdates"}');
});

it('keeps the figures of one process apart from another in the same place', async () => {
  createMetrics().work.foundGaps(5);
  expect(await series()).toContain('desk_bot_webhook_gaps_total 0');
});
