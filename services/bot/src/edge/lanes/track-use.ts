/** Which lanes are worked in, and which were lately. */
export interface LaneUse {
  begin(lane: string): void;
  end(lane: string): void;
  /** Whether somebody works in it now. */
  isUsed(lane: string): boolean;
  listUsed(): readonly string[];
  /** Lanes without work whose work ended not long ago. */
  listResting(now: number): readonly string[];
}

/** `restMsMax`: how long a lane counts as used lately. Times are those of `performance.now()`. */
export function trackUse({ restMsMax }: { readonly restMsMax: number }): LaneUse {
  const users = new Map<string, number>();
  /** When the work in a lane last ended; the longest ago first. */
  const usedAt = new Map<string, number>();

  function forgetRested(now: number): void {
    for (const [lane, at] of usedAt) {
      if (now - at <= restMsMax) return;
      usedAt.delete(lane);
    }
  }

  return {
    begin(lane) {
      users.set(lane, (users.get(lane) ?? 0) + 1);
    },
    end(lane) {
      const left = (users.get(lane) ?? 1) - 1;
      if (left > 0) {
        users.set(lane, left);
        return;
      }
      users.delete(lane);
      usedAt.delete(lane);
      usedAt.set(lane, performance.now());
    },
    isUsed: (lane) => users.has(lane),
    listUsed: () => [...users.keys()],
    listResting(now) {
      forgetRested(now);
      return [...usedAt.keys()].filter((lane) => !users.has(lane));
    },
  };
}
