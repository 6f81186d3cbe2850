import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { holdLeases } from '../../src/edge/lanes/hold-leases.ts';
import { takeTurns } from '../../src/edge/lanes/take-turns.ts';
import { workInbox } from '../../src/edge/lanes/work-inbox.ts';
import type { HandleArrival } from '../../src/ports/inbox.ts';
import { silentLog } from '../conformance/postgres-desk.ts';
import { type MemoryLaneStore, memoryLaneStore, memoryLeaseMs } from '../fakes/memory-lane-store.ts';

const minute = 60_000;

class OutOfBreath extends Error {}

let store: MemoryLaneStore;
let told: string[];
/** When the database begins to answer again, and when it can be told of what was set aside. */
let recoversAt: number;
let tellsAt: number;
let stop: () => Promise<unknown>;
let begin: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  store = memoryLaneStore({ now: () => Date.now() });
  told = [];
  recoversAt = tellsAt = 0;
  const owner = randomUUID();
  const lanes = store.inboxLanesOf(owner);
  const leases = store.leasesOf(owner);
  const holder = holdLeases({ leases, log: silentLog, leaseMs: memoryLeaseMs });
  const handle: HandleArrival = async (item) => {
    if (item.sourceId === 'defective') throw new Error('a defect');
    if (Date.now() < recoversAt) throw new OutOfBreath();
    return store.settle(item, 'done') ? 'committed' : 'fenced';
  };
  const worker = workInbox({
    ...{ inbox: lanes, leases: holder, turns: takeTurns(), handle, log: silentLog },
    async handleDeadLetter(item) {
      if (Date.now() < tellsAt) throw new OutOfBreath();
      told.push(item.sourceId);
      return store.settle(item, 'dead') ? 'committed' : 'fenced';
    },
    isDatabaseFailure: (error) => error instanceof OutOfBreath,
    clock: { now: () => Date.now() },
  });
  begin = () => {
    for (const { lane } of store.arrivals) worker.wake(lane);
  };
  stop = async () => Promise.all([worker.drain(0), holder.close()]);
});
afterEach(async () => {
  const stopped = stop();
  await vi.advanceTimersByTimeAsync(1);
  await stopped;
  vi.useRealTimers();
});

function append(...names: readonly string[]): void {
  for (const name of names) store.append({ sourceId: name, lane: 'chat:1' });
}

const statesOf = () => store.arrivals.map(({ sourceId, state }) => `${sourceId} ${state}`);

it('what fails while the database is out of breath is handled, in order, once it has recovered', async () => {
  append('first', 'second');
  recoversAt = Date.now() + 5 * minute;
  begin();
  await vi.advanceTimersByTimeAsync(5 * minute - 1);
  expect(statesOf()).toEqual(['first pending', 'second pending']);
  await vi.advanceTimersByTimeAsync(16_000);
  expect(statesOf()).toEqual(['first done', 'second done']);
  expect(told).toEqual([]);
});

it('what alone fails for the database for ten minutes is set aside, and its sender told', async () => {
  append('first');
  recoversAt = Number.POSITIVE_INFINITY;
  begin();
  await vi.advanceTimersByTimeAsync(10 * minute - 1);
  expect(statesOf()).toEqual(['first pending']);
  await vi.advanceTimersByTimeAsync(minute);
  expect(statesOf()).toEqual(['first dead']);
  expect(told).toEqual(['first']);
});

it('the sender of what fails by a defect is told, also where the database is out of breath at that very moment', async () => {
  append('defective', 'behind');
  tellsAt = Date.now() + minute;
  begin();
  await vi.advanceTimersByTimeAsync(minute - 1);
  expect(statesOf()).toEqual(['defective pending', 'behind pending']);
  await vi.advanceTimersByTimeAsync(minute);
  expect(statesOf()).toEqual(['defective dead', 'behind done']);
  expect(told).toEqual(['defective']);
});

it('what was suspected to take processes down is not taken for deadly because the database is slow', async () => {
  append('first');
  const [arrival] = store.arrivals;
  if (arrival === undefined) throw new Error('One was appended.');
  arrival.suspicions = 2;
  recoversAt = Date.now() + 5 * minute;
  begin();
  await vi.advanceTimersByTimeAsync(5 * minute + 16_000);
  expect(statesOf()).toEqual(['first done']);
  expect(told).toEqual([]);
});
