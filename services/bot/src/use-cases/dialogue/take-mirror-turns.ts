/** When dialogues go into their tickets where many are due at once: after a tracker was away, or a process. */
export interface MirrorTurns {
  /** How long this one has to wait for its turn, in milliseconds; 0: the turn is taken. */
  waitMs(consultationId: string, now: number): number;
}

/** Each is work for the bot, the gateway and the tracker: what people say meanwhile has to get in between. */
const apartMs = 150;
const rememberedMax = 5_000;

export function takeMirrorTurns(): MirrorTurns {
  /** Of those that were told to wait. */
  const turns = new Map<string, number>();
  let last = Number.NEGATIVE_INFINITY;

  function assign(consultationId: string, now: number): number {
    // Whoever is forgotten asks for another turn, behind the others.
    if (turns.size >= rememberedMax) turns.clear();
    last = Math.max(now, last + apartMs);
    turns.set(consultationId, last);
    return last;
  }

  return {
    waitMs(consultationId, now) {
      const at = turns.get(consultationId) ?? assign(consultationId, now);
      if (at > now) return at - now;
      turns.delete(consultationId);
      return 0;
    },
  };
}
