import type { Pause } from '../ports/system.ts';

/** Resolves when the next look may begin. */
export type PaceLooks = () => Promise<void>;

/** A page of a hundred has begun within half of the time that it has. */
const pauseMs = 50;

/**
 * Looks that nobody waits for begin one after another. Each is several calls to the tracker, and a round of the poll
 * looks at everything that changed lately: all at once it would hold up whoever waits for an answer or for news.
 */
export function paceLooks({ pause }: { readonly pause: Pause }): PaceLooks {
  let next = Promise.resolve();
  return () => {
    const turn = next;
    next = turn.then(() => pause(pauseMs));
    return turn;
  };
}
