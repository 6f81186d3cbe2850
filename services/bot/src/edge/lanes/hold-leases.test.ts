import { createLogger } from '@desk/logging';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LaneCall, TakenLane } from '../../ports/lanes.ts';
import { holdLeases, type LeaseHolder } from './hold-leases.ts';

const log = createLogger({ service: 'bot', level: 'silent' });

let epochs: Map<string, TakenLane>;
let taken: string[][];
let released: string[][];
let called: LaneCall[];
let holder: LeaseHolder;

beforeEach(() => {
  vi.useFakeTimers();
  epochs = new Map([['a', { epoch: 1, abandonedAt: null }]]);
  taken = [];
  released = [];
  called = [];
  holder = holdLeases({
    leases: {
      async take(lanes) {
        taken.push([...lanes]);
        return epochs;
      },
      async release(lanes) {
        released.push([...lanes]);
      },
      call: async (call) => void called.push(call),
    },
    log,
    leaseMs: 5_000,
  });
});
afterEach(async () => {
  await holder.close();
  vi.useRealTimers();
});

it('a lane held is not asked for again while its lease is fresh', async () => {
  expect(await holder.hold('a')).toBe(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await holder.hold('a')).toBe(1);
  expect(taken).toEqual([['a']]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await holder.hold('a')).toBe(1);
  expect(taken).toEqual([['a'], ['a']]);
});

it('a lane of someone else is not held', async () => {
  expect(await holder.hold('b')).toBeNull();
});

it('a lease is renewed for as long as the work goes on, and 15 s beyond', async () => {
  await holder.hold('a');
  let end: () => void = () => undefined;
  const working = holder.during(
    'a',
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
  );
  await vi.advanceTimersByTimeAsync(12_000);
  const renewals = taken.length;
  expect(renewals).toBeGreaterThan(3);
  expect(await holder.hold('a')).toBe(1);
  end();
  await working;
  await vi.advanceTimersByTimeAsync(15_000);
  expect(await holder.hold('a')).toBe(1);
  const resting = taken.length;
  expect(resting).toBeGreaterThan(renewals + 3);
  await vi.advanceTimersByTimeAsync(12_000);
  expect(taken.length).toBe(resting);
});

it('lanes that rest are renewed together, fifty at a time; those that are not held are left to others', async () => {
  const lanes = Array.from({ length: 120 }, (_, index) => `lane-${index}`);
  for (const lane of lanes.slice(1)) epochs.set(lane, { epoch: 1, abandonedAt: null });
  for (const lane of lanes) await holder.during(lane, () => holder.hold(lane));
  const before = taken.length;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(taken.slice(before).map(({ length }) => length)).toEqual([50, 50, 19]);
});

it('nothing is renewed any more once everything goes back', async () => {
  await holder.during('a', () => holder.hold('a'));
  await holder.close();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(taken).toEqual([['a']]);
  expect(released).toEqual([['a']]);
});

it('of a worker that leaves, lanes go back as soon as nobody works in them, and the others are called', async () => {
  epochs.set('b', { epoch: 1, abandonedAt: null });
  await holder.during('a', () => holder.hold('a'));
  await holder.during('b', async () => {
    await holder.hold('b');
    await holder.leave();
    expect([released, called]).toEqual([[['a']], ['look']]);
  });
  await vi.advanceTimersByTimeAsync(5_000);
  expect([released, called]).toEqual([
    [['a'], ['b']],
    ['look', 'look'],
  ]);
  expect(taken).toEqual([['a'], ['b']]);
});

it('a lane that passed to someone else meanwhile is not held any more', async () => {
  await holder.hold('a');
  epochs.delete('a');
  await holder.during('a', async () => {
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await holder.hold('a')).toBeNull();
  });
});

it('whoever asks hears once that a lane was abandoned, even where it was renewed in between', async () => {
  epochs.set('a', { epoch: 2, abandonedAt: 7_000 });
  await holder.hold('a');
  epochs.set('a', { epoch: 2, abandonedAt: null });
  await vi.advanceTimersByTimeAsync(3_000);
  await holder.hold('a');
  expect(holder.takeOver('a')).toBe(7_000);
  expect(holder.takeOver('a')).toBeNull();
  expect(holder.takeOver('b')).toBeNull();
});

it('what is given up, and in the end everything, goes back', async () => {
  await holder.hold('a');
  await holder.giveUp('a');
  expect(released).toEqual([['a']]);
  epochs.set('a', { epoch: 2, abandonedAt: null });
  expect(await holder.hold('a')).toBe(2);
  await holder.close();
  expect(released).toEqual([['a'], ['a']]);
});
