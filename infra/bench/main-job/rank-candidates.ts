import { type Candidate, chooseAssignee, defaultRankingLimits, defaultWeights, rankCandidates } from '@desk/domain';
import { type Draws, drawFrom } from '../../stack/seeded-draws.ts';
import { drawPastWeek } from '../draw-past-week.ts';
import { timeQuietest } from '../time-rounds.ts';

/**
 * A process of its own that does nothing else: times the choice of an assignee among 1,000 candidates, each with a week
 * of shifts and breaks behind them. Its argument is the seed; it prints percentiles in milliseconds, as JSON.
 */
const candidatesCount = 1000;
const teamsCount = 20;

const hourMs = 3_600_000;
const now = Date.UTC(2026, 10, 20, 13, 0);

const draws = drawFrom(Number(process.argv[2] ?? 1));
const teams = Array.from({ length: teamsCount }, () => makeTeam(draws));
process.stdout.write(JSON.stringify(timeQuietest(decide)));

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
    shiftLog: [...drawPastWeek(from, today), ...(duty === 'on-shift' ? [{ from: today, to: null }] : [])],
  };
}
