/** An offer as the books have it. Instants are epoch milliseconds. */
export interface OfferSeen {
  readonly consultationId: string;
  readonly personId: string;
  readonly madeAt: number;
  /** Null while it is open. */
  readonly overAt: number | null;
  readonly outcome: 'accepted' | 'declined' | 'missed' | 'withdrawn' | null;
  /** When the consultation was over; null while it is not. */
  readonly endedAt: number | null;
}

export interface AcceptancesVerdict {
  readonly accepted: number;
  /** Consultations that more than one offer was accepted of. */
  readonly doubled: readonly string[];
  /** People who had more offers and dialogues at a time than they may. */
  readonly overCapacity: readonly string[];
}

/** Clocks are read before what they date is stored: what one process dates may overlap so much with another's. */
const toleranceMs = 250;

/** Each consultation is accepted once, and nobody ever has more than their slots taken. */
export function judgeAcceptances(offers: readonly OfferSeen[], capacity: number): AcceptancesVerdict {
  const accepted = offers.filter(({ outcome }) => outcome === 'accepted');
  const times = Map.groupBy(accepted, ({ consultationId }) => consultationId);
  const ofPeople = Map.groupBy(offers, ({ personId }) => personId);
  return {
    accepted: accepted.length,
    doubled: [...times].flatMap(([id, each]) => (each.length > 1 ? [id] : [])),
    overCapacity: [...ofPeople].flatMap(([id, own]) => (mostAtOnce(own) > capacity ? [id] : [])),
  };
}

function mostAtOnce(offers: readonly OfferSeen[]): number {
  const steps = offers.flatMap((offer) => {
    const to = slotFreedAt(offer) - toleranceMs;
    return to <= offer.madeAt ? [] : [{ at: offer.madeAt, by: 1 } as const, { at: to, by: -1 } as const];
  });
  let now = 0;
  let most = 0;
  for (const { by } of steps.sort((one, another) => one.at - another.at || one.by - another.by)) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}

/** An accepted offer becomes a dialogue, in the same slot. */
function slotFreedAt({ outcome, overAt, endedAt }: OfferSeen): number {
  return (outcome === 'accepted' ? endedAt : overAt) ?? Number.MAX_SAFE_INTEGER;
}
