/** When what is said in a dialogue goes into its ticket, for a process that has many of them. */
export interface MirrorPace {
  /** Epoch milliseconds; the same again for as long as it is still to come. */
  dueAt(consultationId: string, now: number): number;
}

/** What is said in the meantime goes together. */
const soonestMs = 3_000;
const latestMs = 30_000;
/** A comment of the ticket costs some thirty times what a message does: dialogues come before what is kept of them. */
const apartMs = 100;
const rememberedMax = 5_000;

/**
 * A few seconds later while few people talk. With many, ten dialogues a second at most, up to half a minute later: then
 * each comment of a ticket holds more, and what is said is not slowed down by what is written of it.
 */
export function paceMirrors(): MirrorPace {
  const due = new Map<string, number>();
  let last = 0;
  return {
    dueAt(consultationId, now) {
      const known = due.get(consultationId);
      if (known !== undefined && known > now) return known;
      if (due.size >= rememberedMax) forgetPast(due, now);
      last = Math.min(Math.max(now + soonestMs, last + apartMs), now + latestMs);
      due.set(consultationId, last);
      return last;
    },
  };
}

/** Who is forgotten too early is mirrored once more than needed. */
function forgetPast(due: Map<string, number>, now: number): void {
  for (const [consultationId, at] of due) if (at <= now) due.delete(consultationId);
  if (due.size >= rememberedMax) due.clear();
}
