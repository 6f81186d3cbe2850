import {
  chooseSpecialist,
  defaultConsultationLimits,
  defaultConsultationWeights,
  defaultRankingLimits,
  type IndexWeights,
  type OfferRanking,
  passedOver,
  priorities,
  rankForOffer,
  type ServiceChoice,
  serveQueue,
  type Waiter,
} from '@desk/domain';
import type { Discipline, View, Worker } from './desk.ts';

const { capacity } = defaultConsultationLimits;

/** As the product does it: accumulated priority, and the availability index. */
export const ofTheDesk: Discipline = byIndex(defaultConsultationWeights);

export function byIndex(weights: IndexWeights): Discipline {
  return (view) => {
    const { lists, now } = view;
    if (!priorities.some((priority) => lists[priority].length > 0)) return { kind: 'nobody-waits' };
    const passedOverBy = (waiter: Waiter) => passedOver(view.consultationOf(waiter), now);
    return serveQueue({ lists, ranking: rank(view, weights), passedOver: passedOverBy, now });
  };
}

/** The more urgent first, always. */
export const strictPriority: Discipline = inOrder(({ lists }) => priorities.flatMap((priority) => lists[priority]));

/** The older first, whatever their priority. */
export const firstCome: Discipline = inOrder(({ lists }) =>
  priorities.flatMap((priority) => lists[priority]).sort((one, another) => one.queuedAt - another.queuedAt),
);

/** The queue of the product, but specialists by another rule: the free one that comes first. */
export function bySpecialist(compare: (one: Worker, another: Worker) => number): Discipline {
  return (view) => {
    const ranking = rank(view, defaultConsultationWeights);
    const order = view.workers.toSorted(compare).map(({ staff }) => staff.id);
    const candidates = ranking.ranking.candidates.toSorted(
      (one, another) => order.indexOf(one.personId) - order.indexOf(another.personId),
    );
    const reordered: OfferRanking = { ...ranking, ranking: { ...ranking.ranking, candidates } };
    const passedOverBy = (waiter: Waiter) => passedOver(view.consultationOf(waiter), view.now);
    return serveQueue({ lists: view.lists, ranking: reordered, passedOver: passedOverBy, now: view.now });
  };
}

/** Whoever was given one the longest ago. */
export const roundRobin: Discipline = bySpecialist(
  (one, another) => (one.lastAssignedAt ?? -1) - (another.lastAssignedAt ?? -1),
);

/** Whoever had the fewest within the period, whatever their hours. */
export const fewestChats: Discipline = bySpecialist((one, another) => one.closedAt.length - another.closedAt.length);

/** Whoever has had nothing to do the longest. */
export const longestIdle: Discipline = bySpecialist((one, another) => idleSince(one) - idleSince(another));

function idleSince({ lastClosedAt, shiftStartedAt }: Worker): number {
  return Math.max(lastClosedAt ?? 0, shiftStartedAt ?? 0);
}

function inOrder(waitersOf: (view: View) => readonly Waiter[]): Discipline {
  return (view): ServiceChoice => {
    const waiters = waitersOf(view);
    if (waiters.length === 0) return { kind: 'nobody-waits' };
    const ranking = rank(view, defaultConsultationWeights);
    const stuck: Waiter[] = [];
    for (const waiter of waiters) {
      const passOver = passedOver(view.consultationOf(waiter), view.now);
      const choice = chooseSpecialist(ranking, { passOver });
      if (choice.kind === 'chosen') return { ...choice, kind: 'offer', waiter, stuck };
      if (choice.reason !== 'all-asked') return { ...choice, stuck };
      stuck.push(waiter);
    }
    return { kind: 'nobody', reason: 'all-asked', stuck };
  };
}

function rank(view: View, weights: IndexWeights): OfferRanking {
  return rankForOffer({
    specialists: view.candidates(),
    ...{ weights, limits: defaultRankingLimits, capacity, now: view.now },
  });
}
