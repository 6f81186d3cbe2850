import type { PostCommentOutcome } from './post-comment-once.ts';

/** Comments by which dialogues are written down: the tracker tells of them as of any other. */
export interface OwnEchoes {
  /** Words of a dialogue are being written into a ticket. */
  during(number: string, write: () => Promise<PostCommentOutcome>): Promise<PostCommentOutcome>;
  /** Whether a comment is one of them. The tracker may tell of it before it answers: then its answer is waited for. */
  isEcho(number: string, commentId: string): Promise<boolean>;
}

const rememberedMax = 10_000;
const waitedMsMax = 3_000;

/**
 * What is written here is known here: nobody has to be told of it, nor look at the ticket for it. Another gateway does
 * not know it and looks, as for any comment; and so does the reconciling poll, which believes no hook.
 */
export function rememberEchoes(): OwnEchoes {
  const written = new Set<string>();
  const underWay = new Map<string, Set<Promise<unknown>>>();

  function remember(key: string): void {
    written.add(key);
    if (written.size <= rememberedMax) return;
    for (const oldest of written) {
      written.delete(oldest);
      return;
    }
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
      const writing = write().then((outcome) => {
        if (outcome.kind === 'posted') remember(keyOf(number, outcome.commentId));
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
      return written.has(key);
    },
  };
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
