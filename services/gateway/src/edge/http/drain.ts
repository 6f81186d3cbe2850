import type { FastifyInstance, FastifyReply } from 'fastify';

/** The last moments of a process: nothing new is taken in, what is in hand is answered. */
export interface Drain {
  hasBegun(): boolean;
  /** From the beginning on, the listener answers whatever comes with `refuse`, and counts what it has in hand. */
  watch(app: FastifyInstance, refuse?: (reply: FastifyReply) => FastifyReply): void;
  /** Resolves once no listener has anything in hand any more; `false`: not in time. */
  begin(withinMs: number): Promise<boolean>;
}

/** Another replica has taken over by then, or this one is back. */
export const retryAfterSeconds = 2;

export function createDrain(): Drain {
  let begun = false;
  let inHand = 0;
  const { promise: empty, resolve: noneIsLeft } = Promise.withResolvers<true>();

  function leave(): void {
    inHand -= 1;
    if (begun && inHand === 0) noneIsLeft(true);
  }

  return {
    hasBegun: () => begun,
    watch(app, refuse = (reply) => reply.send()) {
      app.addHook('onRequest', async (_request, reply) => {
        if (!begun) {
          inHand += 1;
          // Also where the other side went away before it was answered.
          reply.raw.once('close', leave);
          return undefined;
        }
        // The next request of this sender goes to whoever is there by then.
        return refuse(reply.code(503).header('retry-after', retryAfterSeconds).header('connection', 'close'));
      });
    },
    async begin(withinMs) {
      begun = true;
      if (inHand === 0) return true;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<false>((resolve) => {
        timer = setTimeout(() => resolve(false), withinMs);
      });
      const inTime = await Promise.race([empty, late]);
      clearTimeout(timer);
      return inTime;
    },
  };
}
