import type { WaitReason } from '../consultation/consultation.ts';
import { inTurn } from './choose-head.ts';
import { chooseSpecialist, type OfferDecision, type OfferRanking } from './choose-specialist.ts';
import type { Waiter, WaitLists } from './wait-queue.ts';

/** However many have asked everyone in vain: further down nobody is looked at. */
const turnsMax = 50;

export interface QueueService {
  readonly lists: WaitLists;
  readonly ranking: OfferRanking;
  /** Who is not to be offered a request now. */
  readonly passedOver: (waiter: Waiter) => readonly string[];
  readonly now: number;
}

/** `stuck`: those before them in line whom all who are free were asked for; they wait for the next round. */
export type ServiceChoice =
  | {
      readonly kind: 'offer';
      readonly waiter: Waiter;
      readonly personId: string;
      readonly decision: OfferDecision;
      readonly stuck: readonly Waiter[];
    }
  | { readonly kind: 'nobody'; readonly reason: WaitReason; readonly stuck: readonly Waiter[] }
  | { readonly kind: 'nobody-waits' };

/**
 * The next offer of a team: to the head of the queue, and where everyone free has been asked for the head already, to
 * the next one in turn. Somebody whom all decline does not hold up the others.
 */
export function serveQueue({ lists, ranking, passedOver, now }: QueueService): ServiceChoice {
  const stuck: Waiter[] = [];
  for (const waiter of inTurn(lists, now)) {
    const choice = chooseSpecialist(ranking, { passOver: passedOver(waiter) });
    if (choice.kind === 'chosen') {
      return { kind: 'offer', waiter, personId: choice.personId, decision: choice.decision, stuck };
    }
    if (choice.reason !== 'all-asked') return { kind: 'nobody', reason: choice.reason, stuck };
    stuck.push(waiter);
    if (stuck.length >= turnsMax) break;
  }
  return stuck.length === 0 ? { kind: 'nobody-waits' } : { kind: 'nobody', reason: 'all-asked', stuck };
}
