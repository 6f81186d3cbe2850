import { Gauge, type Registry } from 'prom-client';
import type { Backlog, Waiting } from '../../ports/backlog.ts';
import type { DeskState } from '../../ports/desk-state.ts';

type Values = readonly (readonly [label: string, value: number])[];

/** Gauges of how the desk stands, set anew at each scrape. What cannot be told now is not there, rather than zero. */
export function showState(registry: Registry): (state: DeskState) => void {
  const showBacklog = backlogGauges(registry);
  const show = {
    parts: labelled(registry, 'desk_bot_part_up', 'Whether a part the bot can do without answers: 1, or 0.', 'part'),
    heartbeats: labelled(
      registry,
      'desk_bot_queue_heartbeat_age_seconds',
      'How long ago a heartbeat last came through a queue.',
      'queue',
    ),
    keys: labelled(registry, 'desk_bot_key_age_days', 'Age of the key in force of a folder of KEYS_DIR.', 'folder'),
    keyAgeMax: plain(registry, 'desk_bot_key_age_days_max', 'From which age on a key is warned of.'),
    certificates: labelled(
      registry,
      'desk_bot_certificate_days_left',
      'Days until a certificate of TLS_DIR ends.',
      'certificate',
    ),
    oldest: labelled(
      registry,
      'desk_bot_retention_oldest_age_seconds',
      'Age of the oldest row of a class that is kept for a time (docs/privacy.md); 0 where there is none.',
      'class',
    ),
    terms: labelled(registry, 'desk_bot_retention_term_seconds', 'For how long rows of a class are kept.', 'class'),
    draining: plain(registry, 'desk_bot_draining', 'Whether the bot is on its way to stop.'),
    pendingUpdates: plain(
      registry,
      'desk_bot_telegram_pending_updates',
      'Updates that Telegram has not handed over yet, as it said within the last three minutes.',
    ),
    sealed: plain(
      registry,
      'desk_bot_sealed_under_former_keys',
      'Rows that former sealing keys still seal, as counted within the last three minutes.',
    ),
  };
  return (state) => {
    showBacklog(state.backlog);
    show.parts(
      Object.entries(state.parts).flatMap(([part, is]) => (is === 'unknown' ? [] : [[part, is === 'up' ? 1 : 0]])),
    );
    show.heartbeats(Object.entries(state.heartbeatAgesSeconds));
    show.keys(state.keys.map(({ folder, ageDays }) => [folder, ageDays]));
    show.keyAgeMax(state.keyAgeDaysMax);
    show.certificates(state.certificates.map(({ name, daysLeft }) => [name, daysLeft]));
    show.oldest(state.retention.map(({ name, oldestAgeSeconds }) => [name, oldestAgeSeconds]));
    show.terms(state.retention.map(({ name, termSeconds }) => [name, termSeconds]));
    show.draining(state.draining ? 1 : 0);
    show.pendingUpdates(state.telegramPendingUpdates);
    show.sealed(state.sealedUnderFormerKeys);
  };
}

function backlogGauges(registry: Registry): (backlog: Backlog | null) => void {
  const waiting = labelled(registry, 'desk_bot_waiting', 'What waits to be done.', 'what');
  const ages = labelled(registry, 'desk_bot_waiting_age_seconds', 'How long the oldest has waited.', 'what');
  const dead = labelled(registry, 'desk_bot_dead_letters', 'What was set aside and waits for an operator.', 'of');
  const lines = labelled(registry, 'desk_bot_line_length', 'Requests for a consultation in line.', 'team');
  const waits = labelled(registry, 'desk_bot_line_oldest_seconds', 'How long the oldest of the line waits.', 'team');
  return (backlog) => {
    const work: readonly (readonly [string, Waiting])[] = backlog
      ? [
          ['inbox', backlog.inbox],
          ['outbox', backlog.outbox],
          ['audit', backlog.auditPending],
          ['audit-shipping', backlog.auditUnshipped],
        ]
      : [];
    waiting(work.map(([what, { count }]) => [what, count]));
    ages(work.map(([what, { ageSeconds }]) => [what, ageSeconds]));
    dead(Object.entries(backlog?.deadLetters ?? {}));
    const teams = [...(backlog?.lines ?? [])];
    lines(teams.map(([team, { count }]) => [team, count]));
    waits(teams.map(([team, { ageSeconds }]) => [team, ageSeconds]));
  };
}

function labelled(registry: Registry, name: string, help: string, label: string): (values: Values) => void {
  const gauge = new Gauge<string>({ name, help, labelNames: [label], registers: [registry] });
  return (values) => {
    gauge.reset();
    for (const [of, value] of values) gauge.set({ [label]: of }, value);
  };
}

function plain(registry: Registry, name: string, help: string): (value: number | null) => void {
  const gauge = new Gauge({ name, help, registers: [registry] });
  return (value) => {
    if (value === null) gauge.remove();
    else gauge.set(value);
  };
}
