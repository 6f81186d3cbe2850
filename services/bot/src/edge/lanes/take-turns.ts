/** Work side by side, and now and then something that has the process to itself. */
export interface Turns {
  /** Begins at once, unless a lone turn is under way: then after it, a second and a half later at most. */
  beside<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Lone turns come one after the other. */
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** Nobody waits for work that takes long, such as a large file on its way: then a lone turn is not quite alone. */
const quietMsMax = 500;
/** What takes a process down does so at once, or has all day: beyond this the others go on. */
const aloneMsMax = 1_000;

export function takeTurns(): Turns {
  let running = 0;
  let noneRuns: () => void = () => undefined;
  let turn: symbol | null = null;
  let lastTurn: Promise<void> = Promise.resolve();
  /** Those that stand aside: as many as there are lanes at work, at most. */
  const aside: (() => void)[] = [];

  async function untilNoneRuns(): Promise<void> {
    if (running === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      noneRuns = resolve;
      timer = setTimeout(resolve, quietMsMax);
    });
    clearTimeout(timer);
  }

  /** Counts in at once who stood aside: the next lone turn comes after them. */
  function endTurn(): void {
    turn = null;
    const admitted = aside.splice(0);
    running += admitted.length;
    for (const admit of admitted) admit();
  }

  return {
    async beside(work) {
      if (turn === null) running += 1;
      else await new Promise<void>((resolve) => aside.push(resolve));
      try {
        return await work();
      } finally {
        running -= 1;
        if (running === 0) noneRuns();
      }
    },
    async alone(work) {
      const before = lastTurn;
      const { promise: over, resolve } = Promise.withResolvers<void>();
      lastTurn = over;
      await before;
      const ours = Symbol('a lone turn');
      turn = ours;
      const end = () => {
        if (turn === ours) endTurn();
        resolve();
      };
      await untilNoneRuns();
      const timer = setTimeout(end, aloneMsMax);
      try {
        return await work();
      } finally {
        clearTimeout(timer);
        end();
      }
    },
  };
}
