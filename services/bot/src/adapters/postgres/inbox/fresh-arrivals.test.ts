import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Arrival } from '../../../ports/inbox.ts';
import { keepFreshArrivals } from './fresh-arrivals.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const lane = 'chat:1';

function arrival(sourceId: string, text = JSON.stringify({ sourceId })): Arrival {
  return { source: 'telegram', sourceId, lane, payload: new TextEncoder().encode(text) };
}

const first = { receivedAt: 5, isFirst: true } as const;
const behind = { receivedAt: 6, isFirst: false } as const;

it('the first of a lane is given out once, as it came', () => {
  const fresh = keepFreshArrivals();
  fresh.note(arrival('a'), first);
  expect(fresh.take('chat:2')).toBeNull();
  expect(fresh.take(lane)).toEqual({
    ...{ source: 'telegram', sourceId: 'a', lane, receivedAt: 5 },
    ...{ payload: { sourceId: 'a' }, hasMore: false },
  });
  expect(fresh.take(lane)).toBeNull();
});

it('what others stand before is read from the table', () => {
  const fresh = keepFreshArrivals();
  fresh.note(arrival('b'), behind);
  expect(fresh.take(lane)).toBeNull();
});

it('what comes behind it is told of', () => {
  const fresh = keepFreshArrivals();
  fresh.note(arrival('a'), first);
  fresh.note(arrival('b'), behind);
  expect(fresh.take(lane)).toMatchObject({ sourceId: 'a', hasMore: true });
});

it('a lane that nothing waits in any more begins anew', () => {
  const fresh = keepFreshArrivals();
  fresh.note(arrival('a'), first);
  fresh.note(arrival('b'), { receivedAt: 7, isFirst: true });
  expect(fresh.take(lane)).toMatchObject({ sourceId: 'b', hasMore: false });
});

it('after a second the table is asked', () => {
  const fresh = keepFreshArrivals();
  fresh.note(arrival('a'), first);
  vi.advanceTimersByTime(1_001);
  fresh.note(arrival('b'), behind);
  expect(fresh.take(lane)).toBeNull();
});

it('what does not open is left to whoever reads the table', () => {
  const fresh = keepFreshArrivals();
  fresh.note(arrival('a', '{'), first);
  expect(fresh.take(lane)).toBeNull();
});
