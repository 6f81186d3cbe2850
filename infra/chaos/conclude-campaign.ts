import type { Row } from '../bench/row.ts';
import type { CampaignReport } from './campaign.ts';

interface KeptDesk {
  readonly stack: { readonly folder: string };
  /** Leaves logs and state until the next run, for someone to look into. */
  keepFolder(): void;
}

/** What a campaign came to. Where it failed, its logs are kept, and named after the failures. */
export function concludeCampaign(desk: KeptDesk, report: CampaignReport): CampaignReport {
  if (report.failures.length === 0) return report;
  desk.keepFolder();
  return { ...report, failures: [...report.failures, `Logs: ${desk.stack.folder}/logs`] };
}

/** The goals that were not met, a line each. */
export function nameMissedGoals(rows: readonly Row[]): readonly string[] {
  return rows.filter(({ met }) => met === false).map(({ name, value }) => `${name}: ${value}`);
}
