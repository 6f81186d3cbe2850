import {
  type Candidate,
  chooseAssignee,
  defaultRankingLimits,
  defaultWeights,
  rankCandidates,
  type ShiftSpan,
} from '@desk/domain';
import { type Draws, drawFrom } from '../../stack/seeded-draws.ts';
import { recordLatencies } from '../latencies.ts';

/**
 * A process of its own that does nothing else: times the choice of an assignee among 1,000 candidates, each with a week
 * of shifts and breaks behind them. Its argument is the seed; it prints percentiles in milliseconds, as JSON: those of
 * the quietest round, because whatever else the machine does meanwhile only adds to them.
 */
const candidatesCount = 1000;
const warmUpDecisions = 2000;
const rounds = 8;
const decisionsPerRound = 1000;
const teamsCount = 20;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const now = Date.UTC(2026, 10, 20, 13, 0);

const draws = drawFrom(Number(process.argv[2] ?? 1));
const teams = Array.from({ length: teamsCount }, () => makeTeam(draws));
for (let count = 0; count < warmUpDecisions; count += 1) decide(count);
const measured = Array.from({ length: rounds }, runRound);
const [quietest] = measured.toSorted((one, another) => one.p99 - another.p99);
process.stdout.write(JSON.stringify(quietest));

function runRound(): { readonly p50: number; readonly p99: number } {
  const latencies = recordLatencies();
  for (let count = 0; count < decisionsPerRound; count += 1) {
    const startedAt = performance.now();
    decide(count);
    latencies.record(performance.now() - startedAt);
  }
  return { p50: latencies.percentile(50), p99: latencies.percentile(99) };
}

function decide(count: number): void {
  const ranking = rankCandidates({
    candidates: teams[count % teamsCount] ?? [],
    requesterId: `person-${count % candidatesCount}`,
    weights: defaultWeights,
    limits: defaultRankingLimits,
    now,
  });
  const choice = chooseAssignee(ranking, { passOver: [] });
  if (choice.kind === 'nobody') throw new Error('Someone was to be chosen.');
}

function makeTeam(from: Draws): Candidate[] {
  return Array.from({ length: candidatesCount }, (_, at) => makeCandidate(`person-${at}`, from));
}

/** Most are on shift since the morning, some on a break or at home; a few have their hands full. */
function makeCandidate(personId: string, from: Draws): Candidate {
  const today = now - from.whole(2, 5) * hourMs;
  const duty = from.pick(['on-shift', 'on-shift', 'on-shift', 'on-shift', 'break', 'off-shift'] as const);
  const closedInPeriod = from.whole(0, 60);
  return {
    personId,
    duty,
    active: from.whole(0, 26),
    lastClosedAt: closedInPeriod === 0 ? null : now - from.whole(1, 300) * 60_000,
    lastAssignedAt: now - from.whole(1, 600) * 60_000,
    shiftStartedAt: duty === 'off-shift' ? null : today,
    closedInPeriod,
    shiftLog: [...pastWeek(from, today), ...(duty === 'on-shift' ? [{ from: today, to: null }] : [])],
  };
}

/** Five working days, each with two breaks. */
function pastWeek(from: Draws, today: number): ShiftSpan[] {
  return Array.from({ length: 5 }, (_, day) => {
    const start = today - (day + 1) * dayMs + from.whole(0, 30) * 60_000;
    const lunch = start + from.whole(170, 200) * 60_000;
    const coffee = lunch + from.whole(150, 180) * 60_000;
    return [
      { from: start, to: lunch },
      { from: lunch + hourMs, to: coffee },
      { from: coffee + hourMs / 4, to: start + 9 * hourMs },
    ];
  }).flat();
}
