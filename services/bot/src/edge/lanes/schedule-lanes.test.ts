import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { heldWork } from './held-work.fixture.ts';
import { scheduleLanes } from './schedule-lanes.ts';

describe('lanes', () => {
  it('are worked side by side up to the bound, the longest waiting first', async () => {
    const { begun, work, endNext } = heldWork();
    const lanes = scheduleLanes({ work, parallelMax: 2 });
    for (const lane of ['a', 'b', 'c', 'd']) lanes.wake(lane);
    expect(begun).toEqual(['a', 'b']);
    await endNext();
    expect(begun).toEqual(['a', 'b', 'c']);
    await endNext();
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
  });

  it('woken while they are worked are worked once more, never twice at once', async () => {
    const { begun, work, endNext } = heldWork();
    const lanes = scheduleLanes({ work, parallelMax: 2 });
    lanes.wake('a');
    lanes.wake('a');
    lanes.wake('a');
    expect(begun).toEqual(['a']);
    await endNext();
    expect(begun).toEqual(['a', 'a']);
    await endNext();
    expect(begun).toEqual(['a', 'a']);
  });

  it('stop: what is in hand is finished, nothing new is begun', async () => {
    const { begun, work, endNext } = heldWork();
    const lanes = scheduleLanes({ work, parallelMax: 1 });
    lanes.wake('a');
    lanes.wake('b');
    const drained = lanes.drain(1_000);
    lanes.wake('c');
    await endNext();
    expect(await drained).toBe(true);
    expect(begun).toEqual(['a']);
  });

  it('stop without what takes too long', async () => {
    const { work } = heldWork();
    const lanes = scheduleLanes({ work, parallelMax: 1 });
    lanes.wake('a');
    expect(await lanes.drain(1)).toBe(false);
  });
});

describe('a lane to be woken later', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is woken at the earliest moment asked for', () => {
    const begun: string[] = [];
    const work = async (lane: string) => void begun.push(lane);
    const lanes = scheduleLanes({ work, parallelMax: 1 });
    lanes.wakeAfter('a', 500);
    lanes.wakeAfter('a', 100);
    lanes.wakeAfter('a', 900);
    vi.advanceTimersByTime(99);
    expect(begun).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(begun).toEqual(['a']);
    vi.advanceTimersByTime(1_000);
    expect(begun).toEqual(['a']);
  });
});
