/** When what is said in a dialogue goes into its ticket, for a process that has many of them. */
export interface MirrorPace {
  /** Epoch milliseconds; null where something is on its way already that will find what is said now. */
  next(consultationId: string, now: number): number | null;
}

interface Planned {
  readonly at: number;
  readonly since: number;
}

/** What is said in the meantime goes together. */
const soonestMs = 3_000;
const latestMs = 100_000;
/** A comment of the ticket costs some thirty times what a message does: dialogues come before what is kept of them. */
const apartMs = 250;
/** What is planned may not be stored at the first attempt: for so long it is planned again. */
const storedWithinMs = 1_000;
/** What is said so shortly before may be stored too late to be found. */
const foundBeforeMs = 1_000;
const rememberedMax = 5_000;

/**
 * A few seconds later while few people talk. With many, four dialogues a second at most, up to 100 s later: then each
 * comment of a ticket holds more, and what is said is not slowed down by what is written of it. Should a plan have
 * been lost after all, what it was for is found again by the clock (`mirrorLate`).
 */
export function paceMirrors(): MirrorPace {
  const planned = new Map<string, Planned>();
  let last = 0;
  return {
    next(consultationId, now) {
      const known = planned.get(consultationId);
      if (known !== undefined && known.at - now > foundBeforeMs) {
        return now - known.since < storedWithinMs ? known.at : null;
      }
      if (planned.size >= rememberedMax) forgetPast(planned, now);
      last = Math.min(Math.max(now + soonestMs, last + apartMs), now + latestMs);
      planned.set(consultationId, { at: last, since: now });
      return last;
    },
  };
}

/** Who is forgotten too early is mirrored once more than needed. */
function forgetPast(planned: Map<string, Planned>, now: number): void {
  for (const [consultationId, { at }] of planned) if (at <= now) planned.delete(consultationId);
  if (planned.size >= rememberedMax) planned.clear();
}
