import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/system.ts';
import type { TicketReader } from '../ports/tracker.ts';

export interface WatchTrackerPorts {
  readonly reader: TicketReader;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

export type TrackerState = 'up' | 'down';

const stateCountsMs = 10_000;

/** Whether the tracker answers, asked at most every 10 s. Each change is audited. */
export function watchTracker({ reader, audit, clock }: WatchTrackerPorts) {
  let last: { readonly state: TrackerState; readonly at: number } | null = null;

  return async (): Promise<TrackerState> => {
    const at = clock.now();
    if (last && at - last.at < stateCountsMs) return last.state;
    const listed = await reader.listChangedSince(at, null);
    const state = listed.kind === 'listed' ? 'up' : 'down';
    const before = last?.state ?? 'up';
    last = { state, at };
    if (state !== before) {
      const outcome = state === 'up' ? 'done' : 'failed';
      const on = { kind: 'configuration', id: 'tracker' } as const;
      const actor = { kind: 'service' } as const;
      await audit.append([{ act: 'integration-failed', actor, on, outcome, reason: `tracker-${state}`, at }]);
    }
    return state;
  };
}
