import type { Clock } from '../ports/system.ts';
import type { PostCommentOutcome } from './post-comment-once.ts';

/** Comments by which dialogues are written down: the tracker tells of them as of any other. */
export interface OwnEchoes {
  /** Words of a dialogue are being written into a ticket. */
  during(number: string, write: () => Promise<PostCommentOutcome>): Promise<PostCommentOutcome>;
  /**
   * Whether a comment of which the tracker tells is one of them. It may tell of it before it answers: then its answer is
   * waited for.
   */
  isEcho(number: string, commentId: string): Promise<boolean>;
  /**
   * Whether a ticket that changed at this instant did so while the last of them was written, and the tracker has told of
   * that one: then it would have told of others as well.
   */
  explains(number: string, changedAt: number): boolean;
}

interface Written {
  readonly commentId: string;
  readonly from: number;
  readonly to: number;
  readonly isTold: boolean;
}

const rememberedMax = 10_000;
const waitedMsMax = 3_000;
/** The tracker's clock may differ from ours. Where it does by more, nothing is explained. */
const clockDifferenceMsMax = 2_000;

/**
 * What is written here is known here: nobody has to be told of it, nor look at the ticket for it. Another gateway does
 * not know it and looks, as for any comment.
 */
export function rememberEchoes({ clock }: { readonly clock: Clock }): OwnEchoes {
  const written = new Set<string>();
  const lastOf = new Map<string, Written>();
  const underWay = new Map<string, Set<Promise<unknown>>>();

  function remember(number: string, last: Written): void {
    written.add(keyOf(number, last.commentId));
    lastOf.delete(number);
    lastOf.set(number, last);
    for (const all of [written, lastOf]) if (all.size > rememberedMax) forgetOldest(all);
  }

  function begin(number: string, writing: Promise<unknown>): void {
    const others = underWay.get(number) ?? new Set();
    underWay.set(number, others.add(writing));
  }

  function end(number: string, writing: Promise<unknown>): void {
    const others = underWay.get(number);
    others?.delete(writing);
    if (others?.size === 0) underWay.delete(number);
  }

  return {
    async during(number, write) {
      const from = clock.now();
      const writing = write().then((outcome) => {
        if (outcome.kind === 'posted') {
          remember(number, { commentId: outcome.commentId, from, to: clock.now(), isTold: false });
        }
        return outcome;
      });
      begin(number, writing);
      try {
        return await writing;
      } finally {
        end(number, writing);
      }
    },
    async isEcho(number, commentId) {
      const key = keyOf(number, commentId);
      const others = underWay.get(number);
      if (!written.has(key) && others !== undefined) await waitFor([...others]);
      const last = lastOf.get(number);
      if (last?.commentId === commentId) lastOf.set(number, { ...last, isTold: true });
      return written.has(key);
    },
    explains(number, changedAt) {
      const last = lastOf.get(number);
      if (last === undefined || !last.isTold) return false;
      return changedAt >= last.from - clockDifferenceMsMax && changedAt <= last.to + clockDifferenceMsMax;
    },
  };
}

function forgetOldest(all: Set<string> | Map<string, unknown>): void {
  for (const oldest of all.keys()) {
    all.delete(oldest);
    return;
  }
}

function keyOf(number: string, commentId: string): string {
  return `${number} ${commentId}`;
}

/** However they end, and not for longer than a tracker waits for the answer to its hook. */
async function waitFor(others: readonly Promise<unknown>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, waitedMsMax);
  });
  await Promise.race([Promise.allSettled(others), tooLong]);
  clearTimeout(timer);
}
