import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InboxItem } from '../../src/ports/inbox.ts';
import type { FirstEffect, InboxLanes, LaneLeases, OutboxLanes } from '../../src/ports/lanes.ts';

/** One process, as far as its lanes go. */
export interface LaneWorker {
  readonly leases: LaneLeases;
  readonly inboxLanes: InboxLanes;
  readonly outboxLanes: OutboxLanes;
  append(lane: string, sourceId: string): Promise<void>;
  /** Stores an effect in a lane of its own; the lane. */
  send(): Promise<string>;
}

export interface LaneStoreUnderTest {
  open(): Promise<LaneWorker>;
  /** As if 5 s had passed without any owner renewing. */
  letLeasesLapse(): Promise<void>;
  /** The process is gone without giving anything back, and the next to start frees its lanes. */
  kill(worker: LaneWorker): Promise<void>;
  close(): Promise<void>;
}

const at = 1_800_000_000_000;

/** What the workers of inbox and outbox rely on where a process is gone with something in hand. */
export function holdLaneStoresToTheirPromises(openStore: () => Promise<LaneStoreUnderTest>): void {
  let store: LaneStoreUnderTest;
  beforeAll(async () => {
    store = await openStore();
  });
  afterAll(() => store.close());

  async function taken(worker: LaneWorker, lane: string) {
    return (await worker.leases.take([lane])).get(lane) ?? null;
  }

  async function firstOf(worker: LaneWorker, lane: string): Promise<InboxItem> {
    const held = await taken(worker, lane);
    const first = await worker.inboxLanes.next({ lane, epoch: held?.epoch ?? 0 });
    if (!first) throw new Error('Something waits in this lane.');
    return first.item;
  }

  async function claimed(worker: LaneWorker, lane: string): Promise<FirstEffect> {
    const held = await taken(worker, lane);
    const first = await worker.outboxLanes.claim({ lane, epoch: held?.epoch ?? 0 }, at);
    if (!first) throw new Error('Something waits in this lane.');
    return first;
  }

  const newLane = () => `chat:${randomUUID()}`;

  it('a lane that is new, renewed or was given back was abandoned by nobody', async () => {
    const [one, other] = [await store.open(), await store.open()];
    const lane = newLane();
    expect(await taken(one, lane)).toEqual({ epoch: 1, abandonedAt: null });
    expect(await taken(one, lane)).toEqual({ epoch: 1, abandonedAt: null });
    expect(await taken(other, lane)).toBeNull();
    await one.leases.release([lane]);
    expect(await taken(other, lane)).toEqual({ epoch: 2, abandonedAt: null });
  });

  it('a lane whose lease lapsed was abandoned when it did, which the taking tells and no renewal', async () => {
    const [one, other] = [await store.open(), await store.open()];
    const lane = newLane();
    await one.append(lane, randomUUID());
    await taken(one, lane);
    await store.letLeasesLapse();
    const inHand = await taken(other, lane);
    await other.append(lane, randomUUID());
    const item = await firstOf(other, lane);
    expect(inHand).toEqual({ epoch: 2, abandonedAt: expect.any(Number) });
    expect(inHand?.abandonedAt).toBeGreaterThanOrEqual(item.receivedAt);
    expect(await taken(other, lane)).toEqual({ epoch: 2, abandonedAt: null });
  });

  it('an owner whose lease lapsed abandoned nothing where it takes its lane again', async () => {
    const one = await store.open();
    const lane = newLane();
    await taken(one, lane);
    await store.letLeasesLapse();
    expect(await taken(one, lane)).toEqual({ epoch: 1, abandonedAt: null });
  });

  it('a lane of a process that is gone was abandoned when that was found out', async () => {
    const dying = await store.open();
    const lane = newLane();
    await dying.append(lane, randomUUID());
    const { receivedAt } = await firstOf(dying, lane);
    await store.kill(dying);
    const heir = await store.open();
    const inHand = await taken(heir, lane);
    expect(inHand).toEqual({ epoch: 2, abandonedAt: expect.any(Number) });
    expect(inHand?.abandonedAt).toBeGreaterThanOrEqual(receivedAt);
    await heir.leases.release([lane]);
    expect(await taken(heir, lane)).toEqual({ epoch: 3, abandonedAt: null });
  });

  it('suspicions are counted up to their bound, of one arrival, and stay', async () => {
    const worker = await store.open();
    const lane = newLane();
    await worker.append(lane, randomUUID());
    await worker.append(lane, randomUUID());
    const item = await firstOf(worker, lane);
    const { inboxLanes } = worker;
    const suspect = async (max: number) => inboxLanes.suspect(item, max);
    expect(await suspect(2)).toEqual({ suspicions: 1 });
    expect(await suspect(2)).toEqual({ suspicions: 2 });
    expect(await suspect(2)).toEqual({ suspicions: 2 });
    expect(await suspect(9)).toEqual({ suspicions: 3 });
    expect(await suspect(2)).toEqual({ suspicions: 3 });
    expect(await inboxLanes.next({ lane, epoch: 1 })).toMatchObject({ suspicions: 3, hasMore: true });
    await inboxLanes.bury(item);
    expect(await suspect(9)).toBe('gone');
    expect(await inboxLanes.next({ lane, epoch: 1 })).toMatchObject({ suspicions: 0, hasMore: false });
  });

  it('failures are counted in a row for one cause, since the first of all', async () => {
    const worker = await store.open();
    const lane = newLane();
    await worker.append(lane, randomUUID());
    const item = await firstOf(worker, lane);
    const { inboxLanes } = worker;
    expect(await inboxLanes.noteFailure(item, 'infrastructure', at)).toEqual({ count: 1, failingMs: 0 });
    expect(await inboxLanes.noteFailure(item, 'infrastructure', at + 500)).toEqual({ count: 2, failingMs: 500 });
    expect(await inboxLanes.noteFailure(item, 'defect', at + 900)).toEqual({ count: 1, failingMs: 900 });
    expect(await inboxLanes.noteFailure(item, 'defect', at + 1_200)).toEqual({ count: 2, failingMs: 1_200 });
    await inboxLanes.bury(item);
    expect(await inboxLanes.noteFailure(item, 'defect', at + 1_500)).toBe('gone');
  });

  it('whoever lives to count a failure was not taken down by it', async () => {
    const worker = await store.open();
    const lane = newLane();
    await worker.append(lane, randomUUID());
    const item = await firstOf(worker, lane);
    for (let count = 0; count < 5; count += 1) await worker.inboxLanes.suspect(item, 9);
    await worker.inboxLanes.noteFailure(item, 'infrastructure', at);
    expect(await worker.inboxLanes.next({ lane, epoch: 1 })).toMatchObject({ suspicions: 2 });
  });

  it('an effect is suspected that was in hand when its process was lost, twice at most', async () => {
    const lane = await (await store.open()).send();
    for (const [lost, suspicions] of [0, 1, 2, 2].entries()) {
      const worker = await store.open();
      expect(await claimed(worker, lane)).toMatchObject({ suspicions, item: { doubts: lost, attempt: lost + 1 } });
      await store.letLeasesLapse();
    }
  });

  it('an effect is not suspected whose lane was given back, though it may have arrived', async () => {
    const [one, other] = [await store.open(), await store.open()];
    const lane = await one.send();
    await claimed(one, lane);
    await one.leases.release([lane]);
    expect(await claimed(other, lane)).toMatchObject({ suspicions: 0, item: { doubts: 1 } });
  });

  it('trials of an effect are counted by whoever has claimed it, and most are forgotten once one is survived', async () => {
    const [one, other] = [await store.open(), await store.open()];
    const lane = await one.send();
    const { item } = await claimed(one, lane);
    expect(await one.outboxLanes.suspect(item)).toEqual({ suspicions: 1 });
    expect(await one.outboxLanes.suspect(item)).toEqual({ suspicions: 2 });
    expect(await one.outboxLanes.suspect(item)).toEqual({ suspicions: 3 });
    await store.letLeasesLapse();
    const heir = await claimed(other, lane);
    expect(heir.suspicions).toBe(3);
    expect(await one.outboxLanes.suspect(item)).toBe('fenced');
    const postponed = { kind: 'retry', afterMs: 0, reason: 'gateway-down' } as const;
    expect(await other.outboxLanes.settle(heir.item, postponed, at)).toBe('settled');
    expect(await claimed(other, lane)).toMatchObject({ suspicions: 1 });
  });
}
