import {
  type Correction,
  measureCorrection,
  measureRates,
  noCorrection,
  outcomesMax,
  type Priority,
  priorities,
  ratesPeriodMs,
  type TeamRates,
} from '@desk/domain';
import type { ConsultationRecords } from '../../ports/consultations.ts';

/** What forecasts of a team's waits are made of. */
export interface TeamPace {
  readonly rates: TeamRates;
  readonly corrections: Readonly<Record<Priority, Correction>>;
}

/** Rates move with the hour, not with the request: read once a minute. */
const keptMs = 60_000;
/** More than any catalogue has. */
const teamsMax = 500;

/** How fast a team serves its line, from what is recorded of it. */
export function measurePace(records: ConsultationRecords) {
  const kept = new Map<string, { readonly at: number; readonly pace: TeamPace }>();
  return async (team: string, now: number): Promise<TeamPace> => {
    const known = kept.get(team);
    if (known && now - known.at < keptMs && now >= known.at) return known.pace;
    const [facts, ...outcomes] = await Promise.all([
      records.listFacts(team, now - ratesPeriodMs),
      ...priorities.map((priority) => records.listOutcomes(team, priority, outcomesMax)),
    ]);
    const corrections = { critical: noCorrection, high: noCorrection, medium: noCorrection, low: noCorrection };
    for (const [index, priority] of priorities.entries()) {
      corrections[priority] = measureCorrection(outcomes[index] ?? []);
    }
    const pace = { rates: measureRates(facts, now), corrections };
    if (kept.size >= teamsMax) kept.clear();
    kept.set(team, { at: now, pace });
    return pace;
  };
}
