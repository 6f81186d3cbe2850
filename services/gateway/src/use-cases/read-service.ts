import type { Clock } from '../ports/system.ts';
import type { TicketReader } from '../ports/tracker.ts';
import type { IntegrationState, IntegrationWatch } from './watch-integration.ts';

export interface TrackerStatePorts {
  /** The watched one: asking it is what the watch learns from. */
  readonly reader: TicketReader;
  readonly watch: IntegrationWatch;
  readonly clock: Clock;
}

const stateCountsMs = 10_000;

/** Whether the tracker answers: as last noticed, or asked if that was more than 10 s ago. */
export function readTrackerState({ reader, watch, clock }: TrackerStatePorts) {
  return async (): Promise<IntegrationState> => {
    const last = watch.last();
    if (last && clock.now() - last.at < stateCountsMs) return last.state;
    const listed = await reader.listChangedSince(clock.now(), null);
    return listed.kind === 'listed' ? 'up' : 'down';
  };
}

export interface ReadServicePorts {
  readonly clock: Clock;
  readonly trackerName: string;
  readonly catalogueDigest: string;
  readonly auditRetentionDays: number;
  readonly trackerState: ReturnType<typeof readTrackerState>;
}

export interface ServiceState {
  readonly tracker: IntegrationState;
  /** What people call it. */
  readonly trackerName: string;
  /** By which the bot sees whether it has the same catalogue. */
  readonly catalogueDigest: string;
  /** How long the audit logs are kept: people are told. */
  readonly auditRetentionDays: number;
  readonly now: number;
}

/** What the other side wants to know before it relies on us: the time here, and whether the tracker answers. */
export function readService(ports: ReadServicePorts) {
  const { clock, trackerName, catalogueDigest, auditRetentionDays, trackerState } = ports;
  return async (): Promise<ServiceState> => ({
    tracker: await trackerState(),
    trackerName,
    catalogueDigest,
    auditRetentionDays,
    now: clock.now(),
  });
}
