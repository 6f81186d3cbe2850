/** Where time comes from. `now` is in epoch milliseconds. */
export interface Clock {
  now(): number;
  /** Runs once after the delay; the returned function cancels it. */
  setTimer(run: () => void, delayMs: number): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(run, delayMs) {
    const timer = setTimeout(run, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** A clock that stands still until it is told to move, for tests. */
export interface SteeredClock extends Clock {
  /** Moves time on, running every timer that falls due, in order of their due times. */
  advance(ms: number): void;
}

/** Starts at `startMs` (epoch milliseconds). */
export function createSteeredClock(startMs = Date.UTC(2026, 10, 2, 7, 0, 0)): SteeredClock {
  let now = startMs;
  let created = 0;
  const timers = new Map<number, { due: number; run: () => void }>();

  const nextDue = (until: number): number | undefined => {
    let best: number | undefined;
    let bestDue = until;
    for (const [id, timer] of timers) {
      if (timer.due < bestDue || (timer.due === bestDue && best === undefined)) {
        best = id;
        bestDue = timer.due;
      }
    }
    return best;
  };

  return {
    now: () => now,
    setTimer(run, delayMs) {
      created += 1;
      const id = created;
      timers.set(id, { due: now + Math.max(0, delayMs), run });
      return () => void timers.delete(id);
    },
    advance(ms) {
      const until = now + ms;
      for (let id = nextDue(until); id !== undefined; id = nextDue(until)) {
        const timer = timers.get(id);
        timers.delete(id);
        if (timer) {
          now = Math.max(now, timer.due);
          timer.run();
        }
      }
      now = until;
    },
  };
}
