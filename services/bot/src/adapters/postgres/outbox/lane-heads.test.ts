import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepLaneHeads, type LaneHeads, type PlacedEffect } from './lane-heads.ts';

const lane = 'chat:1';

function effect(id: string, { epoch = 1, seq = 1, hasMore = false } = {}): PlacedEffect {
  const item = { id, lane, epoch, effect: { kind: 'file-ticket', ticketId: id }, standing: null } as const;
  return { item: { ...item, attempt: 1, waitedMs: 0, doubts: 0 }, hasMore, suspicions: 0, seq };
}

/** Its lane is empty from then on. */
function deliver(heads: LaneHeads, placed: PlacedEffect): void {
  heads.hold(placed);
  heads.settle(placed.item);
}

let heads: LaneHeads;
beforeEach(() => {
  heads = keepLaneHeads();
});

describe('the head of a lane', () => {
  it('is asked for where nothing stood behind what was delivered last, and by one at a time', () => {
    expect(heads.ask(lane, 'b')).toBeNull();
    heads.hold(effect('a', { seq: 4 }));
    expect(heads.ask(lane, 'b')).toBeNull();
    heads.settle({ id: 'another', lane });
    expect(heads.ask(lane, 'b')).toBeNull();
    heads.settle({ id: 'a', lane });
    expect(heads.ask(lane, 'b')).toEqual({ epoch: 1, seq: 5 });
    expect(heads.ask(lane, 'c')).toBeNull();
  });

  it('is not known where something stood behind it', () => {
    deliver(heads, effect('a', { hasMore: true }));
    expect(heads.ask(lane, 'b')).toBeNull();
  });

  it('is taken once, under the epoch it was claimed in, and makes room when it is delivered', () => {
    deliver(heads, effect('a'));
    heads.ask(lane, 'b');
    heads.store(effect('b', { seq: 2 }));
    expect(heads.take({ lane, epoch: 2 })).toBeNull();
    expect(heads.take({ lane, epoch: 1 })).toMatchObject({ item: { id: 'b', attempt: 1 }, hasMore: false });
    expect(heads.take({ lane, epoch: 1 })).toBeNull();
    heads.settle({ id: 'b', lane });
    expect(heads.ask(lane, 'c')).toEqual({ epoch: 1, seq: 3 });
  });

  it('says that there is more where somebody looked while it was being stored', () => {
    deliver(heads, effect('a'));
    heads.ask(lane, 'b');
    expect(heads.take({ lane, epoch: 1 })).toBeNull();
    heads.store(effect('b', { seq: 2 }));
    expect(heads.take({ lane, epoch: 1 })).toMatchObject({ item: { id: 'b' }, hasMore: true });
  });

  it('is nobody’s where it was not claimed', () => {
    deliver(heads, effect('a'));
    heads.ask(lane, 'b');
    heads.decline(lane, 'b');
    expect(heads.take({ lane, epoch: 1 })).toBeNull();
    expect(heads.ask(lane, 'c')).toBeNull();
    expect(heads.strays.list()).toEqual([]);
  });

  it('goes back with its lane, be it stored or about to be, but not once it is in hand', () => {
    deliver(heads, effect('a'));
    heads.ask(lane, 'b');
    expect(heads.leave([lane, 'chat:2'])).toEqual([{ id: 'b', epoch: 1 }]);
    heads.store(effect('b', { seq: 2 }));
    expect(heads.take({ lane, epoch: 1 })).toBeNull();

    deliver(heads, effect('c', { seq: 2 }));
    heads.ask(lane, 'd');
    heads.store(effect('d', { seq: 3 }));
    expect(heads.leave([lane])).toEqual([{ id: 'd', epoch: 1 }]);

    heads.hold(effect('e', { seq: 4 }));
    expect(heads.leave([lane])).toEqual([]);
    heads.settle({ id: 'e', lane });
    expect(heads.ask(lane, 'f')).toBeNull();
  });

  it('makes way for those of other lanes once there are too many', () => {
    for (let count = 0; count <= 5_000; count += 1) {
      const placed = effect(`a${count}`);
      deliver(heads, { ...placed, item: { ...placed.item, lane: `chat:${count}` } });
    }
    expect(heads.ask('chat:0', 'b')).toBeNull();
    expect(heads.ask('chat:1', 'b')).toEqual({ epoch: 1, seq: 2 });
    expect(heads.ask('chat:5000', 'b')).toEqual({ epoch: 1, seq: 2 });
  });
});

describe('a stray', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('is what nobody knows of whether it was stored, until it surely waits again or never was', () => {
    deliver(heads, effect('a', { epoch: 3 }));
    heads.ask(lane, 'b');
    heads.lose(lane, 'b');
    expect(heads.ask(lane, 'c')).toBeNull();
    expect(heads.strays.list()).toMatchObject([{ id: 'b', epoch: 3 }]);
    vi.advanceTimersByTime(9_000);
    heads.strays.forget();
    expect(heads.strays.list()).toHaveLength(1);
    vi.advanceTimersByTime(2_000);
    heads.strays.forget();
    expect(heads.strays.list()).toEqual([]);
  });

  it('is not what was answered for before', () => {
    deliver(heads, effect('a'));
    heads.ask(lane, 'b');
    heads.store(effect('b', { seq: 2 }));
    heads.lose(lane, 'b');
    expect(heads.strays.list()).toEqual([]);
    expect(heads.take({ lane, epoch: 1 })).not.toBeNull();
  });
});
