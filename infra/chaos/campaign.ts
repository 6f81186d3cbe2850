import type { Row } from '../bench/row.ts';
import type { Opened } from '../stack/run-to-end.ts';

/** What a campaign is given. */
export interface CampaignOptions {
  readonly seed: number;
  /** How much of it: filings, events in the tracker, comments, consultations, taps, kills, rounds of restarts, or minutes. */
  readonly size: number;
  /** Tells what is going on, a line at a time. */
  readonly say: (line: string) => void;
  /** Closed at the end, whatever happens. */
  readonly opened: Opened;
}

export interface CampaignReport {
  readonly rows: readonly Row[];
  /** What must not happen and did, a line each; none: the product kept its word. */
  readonly failures: readonly string[];
}

export type Campaign = (options: CampaignOptions) => Promise<CampaignReport>;
