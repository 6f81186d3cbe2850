import type { Effect } from '../../../ports/plan.ts';
import type { LaneHeads, Place } from '../outbox/lane-heads.ts';
import type { TransactionOutcome } from '../run-pipeline.ts';

/** An effect about to be stored. */
export interface StoredEffect {
  readonly id: string;
  readonly lane: string;
  readonly effect: Effect;
  /** Others of the same plan stand behind it. */
  readonly hasMore: boolean;
}

/** The message that the card of each claimed effect stands in, by the effect's id; null where there is none. */
export type ClaimedCards = ReadonlyMap<string, number | null>;

/** Of one plan: which of its effects are claimed as they are stored. */
export interface ClaimsAtOnce {
  /** The process that claims. */
  readonly owner: string;
  ask(effect: StoredEffect): Place | null;
  isAsking(): boolean;
  /** How the transaction has ended, and what was claimed in it. */
  settle(outcome: TransactionOutcome, claimed: ClaimedCards): void;
  /** Nobody knows how it has ended. */
  lose(): void;
}

export function claimAtOnce(heads: LaneHeads, owner: string): ClaimsAtOnce {
  const asked: (StoredEffect & Place)[] = [];
  return {
    owner,
    ask(effect) {
      const place = heads.ask(effect.lane, effect.id);
      if (place !== null) asked.push({ ...effect, ...place });
      return place;
    },
    isAsking: () => asked.length > 0,
    settle(outcome, claimed) {
      for (const each of asked.splice(0)) {
        const card = outcome === 'committed' ? claimed.get(each.id) : undefined;
        if (card === undefined) heads.decline(each.lane, each.id);
        else heads.store(placed(each, card));
      }
    },
    lose() {
      for (const { lane, id } of asked.splice(0)) heads.lose(lane, id);
    },
  };
}

function placed({ hasMore, seq, ...claimed }: StoredEffect & Place, card: number | null) {
  const standing = card === null ? null : { messageId: card };
  return { item: { ...claimed, standing, attempt: 1, waitedMs: 0, doubts: 0 }, hasMore, suspicions: 0, seq };
}
