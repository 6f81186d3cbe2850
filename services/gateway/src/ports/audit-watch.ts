import type { Alarm, WatchedEntry } from '@desk/domain';

/** What has come since the last look, and what is needed to judge it. People by one id in both logs. */
export interface FreshEntries {
  readonly fresh: readonly WatchedEntry[];
  /** Those of the time before that can count. */
  readonly before: readonly WatchedEntry[];
  readonly raised: readonly Pick<Alarm, 'kind' | 'who' | 'at'>[];
}

export interface AuditLook {
  readonly alarms: readonly Alarm[];
  /** The part was full: there may be more behind it. */
  readonly more: boolean;
}

export interface AuditWatch {
  /**
   * Looks through what is fresh in both logs, a bounded part at a time: the alarms that `judge` finds are stored and
   * announced with the place it has come to, so that each is raised once. One process at a time; the others find none.
   */
  look(judge: (entries: FreshEntries) => readonly Alarm[], now: number): Promise<AuditLook>;
}
