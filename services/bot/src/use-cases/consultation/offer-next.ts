import {
  advanceConsultation,
  defaultRankingLimits,
  isInLine,
  type OfferRanking,
  passedOver,
  rankForOffer,
  serveQueue,
  type WaitReason,
} from '@desk/domain';
import type { OfferBoard, OfferBoards } from '../../ports/consultation-board.ts';
import type { StoredConsultation } from '../../ports/consultations.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Clock, Policy } from '../../ports/system.ts';
import { planOf } from '../compose-plan.ts';
import { type FindScene, findScene, type Scene } from './find-scene.ts';
import { type At, planOutcome } from './plan-outcome.ts';
import { waitListsOf } from './wait-lists.ts';

export interface OfferNextNeeds extends FindScene {
  readonly offerBoards: OfferBoards;
  readonly clock: Clock;
  readonly policy: Policy;
}

/** `gone`: those asked for who do not stand in this line any more. */
export type NextOffer =
  | { readonly kind: 'offered'; readonly consultationId: string; readonly gone: readonly string[] }
  /** `stuck`: everyone free was asked for them already; the others wait for `reason`. */
  | {
      readonly kind: 'nobody';
      readonly reason: WaitReason;
      readonly stuck: readonly StoredConsultation[];
      readonly others: readonly StoredConsultation[];
      readonly gone: readonly string[];
    }
  | { readonly kind: 'nobody-waits'; readonly gone: readonly string[] };

type Decided = NextOffer | { readonly kind: 'unseen'; readonly consultationId: string };

/**
 * The next offer of a team: the head of the line to the best of the free, chosen and reserved in one step. `ids`: those
 * who stand in line, the first in turn first; what is to be told of the chosen one is read before the step is taken.
 */
export function offerNext(needs: OfferNextNeeds) {
  return async (team: string, ids: readonly string[]): Promise<NextOffer> => {
    const scenes = new Map<string, Scene>();
    const [head] = ids;
    if (head !== undefined) await look(needs, head, scenes);
    // Each look further adds one of them, so that it comes to an end.
    for (;;) {
      const at = { now: needs.clock.now(), policy: needs.policy };
      const decided = await needs.offerBoards.decide({ team, consultationIds: ids }, at.now, (board) =>
        decide(board, { team, ids, scenes }, at),
      );
      if (decided.kind !== 'unseen') return decided;
      await look(needs, decided.consultationId, scenes);
    }
  };
}

async function look(needs: OfferNextNeeds, consultationId: string, scenes: Map<string, Scene>): Promise<void> {
  const stored = await needs.consultations.findById(consultationId);
  if (stored !== null) {
    scenes.set(consultationId, await findScene(needs, { consultation: stored.consultation, effects: [] }));
  }
}

interface Asked {
  readonly team: string;
  readonly ids: readonly string[];
  readonly scenes: ReadonlyMap<string, Scene>;
}

function decide(
  board: OfferBoard,
  { team, ids, scenes }: Asked,
  at: At,
): { readonly plan: Plan; readonly outcome: Decided } {
  const waiting = [...board.consultations.values()].filter(
    ({ consultation }) => isInLine(consultation) && consultation.team === team,
  );
  const byId = new Map(waiting.map((stored) => [stored.consultation.id, stored]));
  const gone = ids.filter((id) => !byId.has(id));
  const service = serveQueue({
    lists: waitListsOf(waiting),
    ranking: rankTeam(board, at),
    passedOver: ({ consultationId }) => passedOverFor(byId.get(consultationId), at.now),
    now: at.now,
  });
  switch (service.kind) {
    case 'nobody-waits':
      return { plan: planOf(), outcome: { kind: 'nobody-waits', gone } };
    case 'nobody': {
      const stuckIds = new Set(service.stuck.map(({ consultationId }) => consultationId));
      const stuck = waiting.filter(({ consultation }) => stuckIds.has(consultation.id));
      const others = waiting.filter(({ consultation }) => !stuckIds.has(consultation.id));
      return { plan: planOf(), outcome: { kind: 'nobody', reason: service.reason, stuck, others, gone } };
    }
    case 'offer': {
      const { consultationId } = service.waiter;
      const [stored, scene] = [byId.get(consultationId), scenes.get(consultationId)];
      if (!stored || !scene) return { plan: planOf(), outcome: { kind: 'unseen', consultationId } };
      const plan = makeOffer(board, stored, { personId: service.personId, scene }, at);
      return { plan, outcome: { kind: 'offered', consultationId, gone } };
    }
  }
}

/** Whoever has blocked the bot could not be told, and is not there as far as offers go. */
function rankTeam({ specialists, people }: OfferBoard, { now, policy }: At): OfferRanking {
  return rankForOffer({
    specialists: specialists.filter(({ personId }) => people.get(personId)?.person.blockedAt === null),
    weights: policy.consultationWeights,
    limits: { ...defaultRankingLimits, activeCeiling: policy.activeTicketsMax },
    capacity: policy.consultationLimits.capacity,
    now,
  });
}

function passedOverFor(stored: StoredConsultation | undefined, now: number): readonly string[] {
  return stored ? passedOver(stored.consultation, now) : [];
}

function makeOffer(
  board: OfferBoard,
  stored: StoredConsultation,
  { personId, scene }: { readonly personId: string; readonly scene: Scene },
  at: At,
): Plan {
  const moment = { now: at.now, limits: at.policy.consultationLimits };
  const outcome = advanceConsultation(stored.consultation, { kind: 'offer-made', personId }, moment);
  if (outcome.kind === 'refused') throw new Error(`An offer that was chosen could not be made: ${outcome.reason}.`);
  const people = new Map([...scene.people, ...board.people]);
  return planOutcome(stored, outcome, { ...scene, people }, at);
}
