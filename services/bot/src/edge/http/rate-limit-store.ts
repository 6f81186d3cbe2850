import type { FastifyRateLimitStore, FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import type { RateCounter } from '../../ports/rate-counter.ts';

/** The plugin's own Redis store gives up counting when Redis is gone; ours goes on in memory. */
export function rateLimitStore(counter: RateCounter): FastifyRateLimitStoreCtor {
  return class CounterStore implements FastifyRateLimitStore {
    incr(...[key, answer, timeWindow]: Parameters<FastifyRateLimitStore['incr']>): void {
      counter.count(key, timeWindow).then(
        ({ count, leftMs }) => answer(null, { current: count, ttl: leftMs }),
        (error: Error) => answer(error),
      );
    }

    child(): FastifyRateLimitStore {
      return new CounterStore();
    }
  };
}
