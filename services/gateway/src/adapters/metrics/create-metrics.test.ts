import { expect, it } from 'vitest';
import type { DeskState } from '../../ports/desk-state.ts';
import { createMetrics, type Metrics } from './create-metrics.ts';

const state: DeskState = {
  store: {
    liveSessions: 12,
    pendingEvents: { count: 2, ageSeconds: 30 },
    auditPending: { count: 3, ageSeconds: 4 },
    auditShippedAgeSeconds: 45,
  },
  parts: { tracker: 'up', directory: 'down', bot: 'unknown' },
  directorySnapshotAgeSeconds: 60,
  ...{ spoolBytes: 1_000, spoolBytesMax: 4_000 },
  keys: [{ folder: 'tokens', ageDays: 30 }],
  keyAgeDaysMax: 365,
  certificates: [{ name: 'identity', daysLeft: 12 }],
  retention: [{ name: 'answers', oldestAgeSeconds: 120, termSeconds: 691_200 }],
  draining: true,
};

/** The series of the page, without what explains them. */
async function series(metrics: Metrics, change: Partial<DeskState> = {}): Promise<string[]> {
  const { text } = await metrics.render({ ...state, ...change });
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

it('shows how the desk stands', async () => {
  expect(await series(createMetrics())).toEqual(
    expect.arrayContaining([
      'desk_gateway_live_sessions 12',
      'desk_gateway_events_pending 2',
      'desk_gateway_events_pending_age_seconds 30',
      'desk_gateway_audit_pending_age_seconds 4',
      'desk_gateway_audit_shipped_age_seconds 45',
      'desk_gateway_part_up{part="tracker"} 1',
      'desk_gateway_part_up{part="directory"} 0',
      'desk_gateway_directory_snapshot_age_seconds 60',
      'desk_gateway_spool_bytes 1000',
      'desk_gateway_spool_bytes_max 4000',
      'desk_gateway_key_age_days{folder="tokens"} 30',
      'desk_gateway_key_age_days_max 365',
      'desk_gateway_certificate_days_left{certificate="identity"} 12',
      'desk_gateway_retention_oldest_age_seconds{class="answers"} 120',
      'desk_gateway_retention_term_seconds{class="answers"} 691200',
      'desk_gateway_draining 1',
    ]),
  );
});

it('leaves out what nobody knows now, rather than call it nothing', async () => {
  const metrics = createMetrics();
  await series(metrics);
  const lines = (await series(metrics, { store: null, directorySnapshotAgeSeconds: null })).join('\n');
  expect(lines).not.toMatch(/live_sessions|events_pending|audit_pending|audit_shipped|snapshot_age|part="bot"/);
  expect(lines).toContain('process_resident_memory_bytes');
});

it('counts and times the work', async () => {
  const metrics = createMetrics();
  metrics.work.answered({ endpoint: 'fileTicket', status: 201, seconds: 0.3 });
  metrics.work.heardHook('forwarded');
  metrics.work.raisedAlarm('exports');
  metrics.work.calledTracker({ call: 'raise request', outcome: 'too-many-requests', seconds: 0.1 });
  expect(await series(metrics)).toEqual(
    expect.arrayContaining([
      'desk_gateway_requests_total{endpoint="fileTicket",status="201"} 1',
      'desk_gateway_request_seconds_bucket{le="0.5",endpoint="fileTicket"} 1',
      'desk_gateway_alarms_total{alarm="exports"} 1',
      'desk_gateway_alarms_total{alarm="mass-reading"} 0',
      'desk_gateway_hooks_total{outcome="forwarded"} 1',
      'desk_gateway_tracker_calls_total{call="raise request",outcome="too-many-requests"} 1',
      'desk_gateway_tracker_call_seconds_count{call="raise request"} 1',
    ]),
  );
});
