import {
  defaultConsultationLimits,
  defaultConsultationWeights,
  defaultRankingLimits,
  estimateWait,
  noCorrection,
  type OfferCandidate,
  priorities,
  rankForOffer,
  serveQueue,
  type Waiter,
  type WaitLists,
} from '@desk/domain';
import { type Draws, drawFrom } from '../../stack/seeded-draws.ts';
import { drawPastWeek } from '../draw-past-week.ts';
import { timeQuietest } from '../time-rounds.ts';

/**
 * A process of its own that does nothing else: times whole decisions, the head among 5,000 who wait and a specialist
 * for them among 1,000, and forecasts for one of those who wait. Its argument is the seed; it prints percentiles in
 * milliseconds, as JSON.
 */
const specialistsCount = 1000;
const waitersCount = 5000;
const teamsCount = 10;

const hourMs = 3_600_000;
const now = Date.UTC(2026, 10, 20, 13, 0);

interface Team {
  readonly specialists: readonly OfferCandidate[];
  readonly lists: WaitLists;
  readonly waiters: readonly Waiter[];
}

const draws = drawFrom(Number(process.argv[2] ?? 1));
const teams = Array.from({ length: teamsCount }, () => makeTeam(draws));
process.stdout.write(JSON.stringify({ decision: quietest(decide), forecast: quietest(forecast) }));

function quietest(work: (team: Team, count: number) => void) {
  return timeQuietest((count) => work(teams[count % teamsCount] ?? makeTeam(draws), count));
}

function decide({ specialists, lists }: Team): void {
  const { capacity } = defaultConsultationLimits;
  const ranking = rankForOffer({
    ...{ specialists, weights: defaultConsultationWeights, limits: defaultRankingLimits, capacity, now },
  });
  const passedOver = ({ consultationId }: Waiter) => [`employee of ${consultationId}`, 'specialist-1', 'specialist-2'];
  const choice = serveQueue({ lists, ranking, passedOver, now });
  if (choice.kind !== 'offer') throw new Error('Someone was to be chosen.');
}

function forecast({ lists, waiters }: Team, count: number): void {
  const waiter = waiters[(count * 37) % waiters.length];
  if (!waiter) throw new Error('Someone waits.');
  const arrivals = { critical: 1, high: 3, medium: 10, low: 6 };
  const rates = { arrivals, service: 0.1, leaving: 0.02, ended: 5000 };
  const estimate = estimateWait({ waiter, lists, slots: 300, rates, correction: noCorrection, now });
  if (estimate.kind !== 'estimate') throw new Error('There was to be a forecast.');
}

function makeTeam(from: Draws): Team {
  const waiters = Array.from({ length: waitersCount }, (_, at) => makeWaiter(`request-${at}`, from)).sort(
    (one, another) => one.queuedAt - another.queuedAt,
  );
  const lists: Record<Waiter['priority'], Waiter[]> = { critical: [], high: [], medium: [], low: [] };
  for (const waiter of waiters) lists[waiter.priority].push(waiter);
  const specialists = Array.from({ length: specialistsCount }, (_, at) => makeSpecialist(`specialist-${at}`, from));
  return { specialists, lists, waiters };
}

function makeWaiter(consultationId: string, from: Draws): Waiter {
  return { consultationId, priority: from.pick(priorities), queuedAt: now - from.whole(0, 2 * hourMs) };
}

/** Most are on shift since the morning, and most of these are free: the more are free, the longer a choice takes. */
function makeSpecialist(personId: string, from: Draws): OfferCandidate {
  const today = now - from.whole(2, 5) * hourMs;
  const duty = from.pick(['on-shift', 'on-shift', 'on-shift', 'on-shift', 'break', 'off-shift'] as const);
  return {
    ...{ personId, duty, active: from.whole(0, 20), closedInPeriod: from.whole(0, 60) },
    lastClosedAt: now - from.whole(1, 300) * 60_000,
    lastAssignedAt: now - from.whole(1, 600) * 60_000,
    shiftStartedAt: duty === 'off-shift' ? null : today,
    shiftLog: [...drawPastWeek(from, today), ...(duty === 'on-shift' ? [{ from: today, to: null }] : [])],
    liveChats: from.pick([0, 0, 0, 1]),
    openOffers: 0,
  };
}
