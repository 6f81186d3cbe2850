import { Gauge, type Registry } from 'prom-client';
import type { DeskState } from '../../ports/desk-state.ts';

type Values = readonly (readonly [label: string, value: number])[];

/** Gauges of how the desk stands, set anew at each scrape. What cannot be told now is not there, rather than zero. */
export function showState(registry: Registry): (state: DeskState) => void {
  const labelled = (name: string, help: string, label: string) => labelledGauge(registry, name, help, label);
  const plain = (name: string, help: string) => plainGauge(registry, name, help);
  const show = {
    parts: labelled('desk_gateway_part_up', 'Whether a part the gateway can do without answers: 1, or 0.', 'part'),
    snapshot: plain('desk_gateway_directory_snapshot_age_seconds', 'How long ago the directory last answered.'),
    sessions: plain('desk_gateway_live_sessions', 'People who are signed in.'),
    spool: plain('desk_gateway_spool_bytes', 'Files on their way to the tracker.'),
    spoolMax: plain('desk_gateway_spool_bytes_max', 'Bound of the folder for these files.'),
    events: plain('desk_gateway_events_pending', 'Events of the gateway that the bot does not have yet.'),
    eventAge: plain('desk_gateway_events_pending_age_seconds', 'How long the oldest of them has waited.'),
    audit: plain('desk_gateway_audit_pending', 'Entries of its audit log that are not numbered yet.'),
    auditAge: plain('desk_gateway_audit_pending_age_seconds', 'How long the oldest of them has waited.'),
    shipped: plain('desk_gateway_audit_shipped_age_seconds', 'How long ago the bot last shipped of its audit log.'),
    keys: labelled('desk_gateway_key_age_days', 'Age of the key in force of a folder of KEYS_DIR.', 'folder'),
    keyAgeMax: plain('desk_gateway_key_age_days_max', 'From which age on a key is warned of.'),
    certificates: labelled(
      'desk_gateway_certificate_days_left',
      'Days until a certificate of TLS_DIR ends.',
      'certificate',
    ),
    oldest: labelled(
      'desk_gateway_retention_oldest_age_seconds',
      'Age of the oldest row of a class that is kept for a time (docs/privacy.md); 0 where there is none.',
      'class',
    ),
    terms: labelled('desk_gateway_retention_term_seconds', 'For how long rows of a class are kept.', 'class'),
    draining: plain('desk_gateway_draining', 'Whether the gateway is on its way to stop.'),
  };
  return ({ store, ...state }) => {
    show.parts(
      Object.entries(state.parts).flatMap(([part, is]) => (is === 'unknown' ? [] : [[part, is === 'up' ? 1 : 0]])),
    );
    show.snapshot(state.directorySnapshotAgeSeconds);
    show.sessions(store?.liveSessions ?? null);
    show.spool(state.spoolBytes);
    show.spoolMax(state.spoolBytesMax);
    show.events(store?.pendingEvents.count ?? null);
    show.eventAge(store?.pendingEvents.ageSeconds ?? null);
    show.audit(store?.auditPending.count ?? null);
    show.auditAge(store?.auditPending.ageSeconds ?? null);
    show.shipped(store?.auditShippedAgeSeconds ?? null);
    show.keys(state.keys.map(({ folder, ageDays }) => [folder, ageDays]));
    show.keyAgeMax(state.keyAgeDaysMax);
    show.certificates(state.certificates.map(({ name, daysLeft }) => [name, daysLeft]));
    show.oldest(state.retention.map(({ name, oldestAgeSeconds }) => [name, oldestAgeSeconds]));
    show.terms(state.retention.map(({ name, termSeconds }) => [name, termSeconds]));
    show.draining(state.draining ? 1 : 0);
  };
}

function labelledGauge(registry: Registry, name: string, help: string, label: string): (values: Values) => void {
  const gauge = new Gauge<string>({ name, help, labelNames: [label], registers: [registry] });
  return (values) => {
    gauge.reset();
    for (const [of, value] of values) gauge.set({ [label]: of }, value);
  };
}

function plainGauge(registry: Registry, name: string, help: string): (value: number | null) => void {
  const gauge = new Gauge({ name, help, registers: [registry] });
  return (value) => {
    if (value === null) gauge.remove();
    else gauge.set(value);
  };
}
