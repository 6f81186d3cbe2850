import { nearestRank } from './summarise.ts';

/** A consultation as times and stars. */
export interface ConsultationTimes {
  readonly requestedAt: number;
  readonly acceptedAt: number | null;
  /** When the dialogue ended; null while it goes on. */
  readonly endedAt: number | null;
  /** Left without a dialogue. */
  readonly leftAt: number | null;
  /** 1..5 */
  readonly stars: number | null;
}

export interface Spread {
  readonly medianMs: number;
  readonly p90Ms: number;
}

/** Of the consultations requested in a time span. */
export interface ConsultationSummary {
  readonly requested: number;
  /** In which somebody talked. */
  readonly held: number;
  readonly left: number;
  /** From the request to the first accepted offer; null where nobody accepted. */
  readonly wait: Spread | null;
  /** From there to the end; null where none has ended. */
  readonly duration: Spread | null;
  readonly rating: { readonly mean: number; readonly count: number } | null;
}

export function summariseConsultations(all: readonly ConsultationTimes[]): ConsultationSummary {
  const held = all.filter(({ acceptedAt }) => acceptedAt !== null);
  const stars = all.flatMap((each) => each.stars ?? []);
  const sum = stars.reduce((total, each) => total + each, 0);
  return {
    requested: all.length,
    held: held.length,
    left: all.filter(({ leftAt }) => leftAt !== null).length,
    wait: spreadOf(held.map(({ requestedAt, acceptedAt }) => (acceptedAt ?? requestedAt) - requestedAt)),
    duration: spreadOf(
      held.flatMap(({ acceptedAt, endedAt }) =>
        acceptedAt === null || endedAt === null ? [] : [endedAt - acceptedAt],
      ),
    ),
    rating: stars.length === 0 ? null : { mean: sum / stars.length, count: stars.length },
  };
}

function spreadOf(ms: readonly number[]): Spread | null {
  const ascending = ms.map((each) => Math.max(0, each)).toSorted((one, another) => one - another);
  const [medianMs, p90Ms] = [nearestRank(ascending, 0.5), nearestRank(ascending, 0.9)];
  return medianMs === null || p90Ms === null ? null : { medianMs, p90Ms };
}
