import type { Draws } from '../../stack/seeded-draws.ts';

/** When, since the start, who says something. */
export interface Turn {
  readonly atMs: number;
  /** Index of the person. */
  readonly person: number;
}

export interface LoadPlan {
  readonly people: number;
  readonly ratePerSecond: number;
  readonly turns: number;
}

/**
 * People write independently of one another (a Poisson stream), each in their turn: between two messages of one person
 * lie those of all others, so that no chat is written to faster than Telegram allows.
 */
export function planLoad({ people, ratePerSecond, turns }: LoadPlan, draws: Draws): Turn[] {
  const order = draws.shuffle(Array.from({ length: people }, (_, at) => at));
  let atMs = 0;
  return Array.from({ length: turns }, (_, index) => {
    atMs += draws.pauseMs(ratePerSecond);
    return { atMs, person: order[index % people] ?? 0 };
  });
}

/** Runs each turn when it is due, without waiting for what comes of it: a slow answer does not slow the load. */
export async function driveLoad(turns: readonly Turn[], run: (turn: Turn) => void): Promise<void> {
  const startedAt = performance.now();
  for (const turn of turns) {
    const waitMs = startedAt + turn.atMs - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    run(turn);
  }
}
