export interface LaneScheduler {
  /** There is something to do in this lane, now or on top of what is being done. */
  wake(lane: string): void;
  /** The same after a while; of several the earliest counts. */
  wakeAfter(lane: string, delayMs: number): void;
  /** Begins nothing new and waits for what is under way; `false` when it takes longer than that. */
  drain(withinMs: number): Promise<boolean>;
}

export interface LaneSchedulerOptions {
  /** Does some of what there is to do. Never runs twice at once for one lane. Must not throw. */
  readonly work: (lane: string) => Promise<void>;
  readonly parallelMax: number;
}

/** Lanes side by side, each by itself; the one that has waited longest comes first. */
export function scheduleLanes({ work, parallelMax }: LaneSchedulerOptions): LaneScheduler {
  const waiting = new Set<string>();
  const running = new Set<string>();
  const timers = new Map<string, { readonly at: number; readonly timer: NodeJS.Timeout }>();
  let draining: (() => void) | null = null;

  function advance(): void {
    if (draining) {
      if (running.size === 0) draining();
      return;
    }
    for (const lane of waiting) {
      if (running.size >= parallelMax) return;
      if (running.has(lane)) continue;
      waiting.delete(lane);
      running.add(lane);
      void work(lane).finally(() => {
        running.delete(lane);
        advance();
      });
    }
  }

  function wake(lane: string): void {
    waiting.add(lane);
    advance();
  }

  function dropTimer(lane: string): void {
    clearTimeout(timers.get(lane)?.timer);
    timers.delete(lane);
  }

  return {
    wake,
    wakeAfter(lane, delayMs) {
      if (draining) return;
      const at = performance.now() + delayMs;
      if ((timers.get(lane)?.at ?? Number.POSITIVE_INFINITY) <= at) return;
      dropTimer(lane);
      const timer = setTimeout(() => {
        timers.delete(lane);
        wake(lane);
      }, delayMs);
      timers.set(lane, { at, timer });
    },
    async drain(withinMs) {
      for (const lane of [...timers.keys()]) dropTimer(lane);
      waiting.clear();
      const done = new Promise<true>((resolve) => {
        draining = () => resolve(true);
      });
      advance();
      let deadline: NodeJS.Timeout | undefined;
      const late = new Promise<false>((resolve) => {
        deadline = setTimeout(() => resolve(false), withinMs);
      });
      const inTime = await Promise.race([done, late]);
      clearTimeout(deadline);
      return inTime;
    },
  };
}
