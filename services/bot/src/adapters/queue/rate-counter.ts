import type { Redis } from 'ioredis';
import type { RateCounter } from '../../ports/rate-counter.ts';
import type { Clock } from '../../ports/system.ts';

export interface RateCounterOptions {
  readonly redis: Redis;
  readonly prefix: string;
  readonly clock: Clock;
}

interface Span {
  count: number;
  readonly endsAt: number;
}

const keysMax = 20_000;
const answerMsMax = 50;
/** Nearly everyone stays below: what is not worth a question to Redis is not asked, at the price of this much play. */
const freeCountMax = 5;

/**
 * Counts in Redis, for all processes together, whoever does much; in memory those who do little, and everyone while
 * Redis is away or slow.
 */
export function createRateCounter({ redis, prefix, clock }: RateCounterOptions): RateCounter {
  const spans = new Map<string, Span>();

  function countHere(key: string, spanMs: number) {
    const now = clock.now();
    const known = spans.get(key);
    const span = known && known.endsAt > now ? known : { count: 0, endsAt: now + spanMs };
    span.count += 1;
    if (spans.size >= keysMax) spans.clear();
    spans.set(key, span);
    return { count: span.count, leftMs: span.endsAt - now };
  }

  async function countThere(key: string, spanMs: number) {
    const name = `${prefix}:rate:${key}`;
    // The first of a span makes the key together with its end: there is no moment at which it could stay for ever.
    const replies = await redis.multi().set(name, freeCountMax, 'PX', spanMs, 'NX').incr(name).pttl(name).exec();
    const count = Number(replies?.[1]?.[1]);
    const leftMs = Number(replies?.[2]?.[1]);
    if (!Number.isFinite(count)) throw new Error('Redis did not count.');
    return { count, leftMs: Math.max(0, leftMs) };
  }

  return {
    async count(key, spanMs) {
      const here = countHere(key, spanMs);
      if (here.count <= freeCountMax || redis.status !== 'ready') return here;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<null>((resolve) => {
        timer = setTimeout(() => resolve(null), answerMsMax);
      });
      const counted = await Promise.race([countThere(key, spanMs).catch(() => null), late]);
      clearTimeout(timer);
      return counted && counted.count > here.count ? counted : here;
    },
  };
}
