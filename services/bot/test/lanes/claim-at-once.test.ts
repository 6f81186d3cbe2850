import { testDatabase } from '@desk/testing/vitest';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Delivery, OutboxItem } from '../../src/ports/outbox.ts';
import { anAccount } from '../conformance/samples.ts';
import { aMessage, lineOf, openWorkshop, send, shown, type Worker, type Workshop } from './lane-workshop.ts';

let url: string;
let workshop: Workshop;
beforeAll(async () => {
  ({ url } = await testDatabase('bot'));
  workshop = openWorkshop(url);
});
afterAll(() => workshop.close());

const workers: Worker[] = [];
/** Whoever is left would take what the next test leaves to others. */
afterEach(() => Promise.all(workers.splice(0).map(({ lanes }) => lanes.stop(2_000))));

type Seen = Pick<OutboxItem, 'attempt' | 'doubts' | 'standing'> & { readonly line: number };

/** A process that keeps what it is given to deliver. */
async function open(outcomeOf = (_: Seen): Delivery => shown): Promise<Worker & { readonly seen: readonly Seen[] }> {
  const seen: Seen[] = [];
  const worker = await workshop.open({
    deliver: async ({ effect, attempt, doubts, standing }) => {
      const given = { line: lineOf(effect), attempt, doubts, standing };
      seen.push(given);
      return outcomeOf(given);
    },
  });
  workers.push(worker);
  return { ...worker, seen };
}

const statesOf = async (chatId: number) => {
  const text = 'select state, attempts from outbox where lane = $1 order by seq';
  return (await workshop.query<{ state: string; attempts: number }>(text, [`chat:${chatId}`])).map(
    ({ state, attempts }) => `${state} ${attempts}`,
  );
};

/** The lane is the worker's, and nothing waits in it. */
async function workIn(worker: Worker, chatId: number): Promise<void> {
  await send(worker, aMessage(chatId));
  worker.lanes.wakeOutbox(`chat:${chatId}`);
  await vi.waitFor(async () => expect(await statesOf(chatId)).toEqual(['delivered 1']));
}

/** Whoever writes to the lane waits until the connection ends. */
async function holdRow(lane: string): Promise<pg.Client> {
  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  await holder.query('begin');
  await holder.query('select from lanes where lane = $1 for update', [lane]);
  return holder;
}

describe('an effect for a lane in which nothing waits', () => {
  it('is claimed as it is stored by whoever has the lane, and delivered once', async () => {
    const chatId = anAccount();
    const worker = await open();
    await workIn(worker, chatId);
    await send(worker, aMessage(chatId, 1), aMessage(chatId, 2));
    expect(await statesOf(chatId)).toEqual(['delivered 1', 'sending 0', 'pending 0']);
    worker.lanes.wakeOutbox(`chat:${chatId}`);
    await vi.waitFor(async () => expect(await statesOf(chatId)).toEqual(['delivered 1', 'delivered 0', 'delivered 1']));
    const once = { attempt: 1, doubts: 0, standing: null };
    expect(worker.seen).toEqual([0, 1, 2].map((line) => ({ ...once, line })));
  });

  it('knows the card that it is about', async () => {
    const chatId = anAccount();
    const worker = await open();
    const card = { ...aMessage(chatId), placement: { kind: 'card', card: 'ticket:1' } } as const;
    for (const count of [1, 2, 3]) {
      await send(worker, card);
      worker.lanes.wakeOutbox(`chat:${chatId}`);
      await vi.waitFor(async () => expect((await statesOf(chatId)).at(-1)).toMatch('delivered'));
      expect(worker.seen).toHaveLength(count);
    }
    expect(worker.seen.map(({ standing }) => standing)).toEqual([null, { messageId: 1 }, { messageId: 1 }]);
    expect(await statesOf(chatId)).toEqual(['delivered 1', 'delivered 0', 'delivered 0']);
  });

  it('waits behind what another process has stored there meanwhile', async () => {
    const chatId = anAccount();
    const [worker, other] = [await open(), await open()];
    await workIn(worker, chatId);
    await send(other, aMessage(chatId, 1));
    await send(worker, aMessage(chatId, 2));
    expect(await statesOf(chatId)).toEqual(['delivered 1', 'pending 0', 'pending 0']);
    worker.lanes.wakeOutbox(`chat:${chatId}`);
    await vi.waitFor(() => expect(worker.seen.map(({ line }) => line)).toEqual([0, 1, 2]));
  });

  it('waits where the lease is about to end, for whoever has the lane next', async () => {
    const chatId = anAccount();
    const [worker, heir] = [await open(), await open()];
    await workIn(worker, chatId);
    await workshop.letLeasesLapse();
    await send(worker, aMessage(chatId, 1));
    expect(await statesOf(chatId)).toEqual(['delivered 1', 'pending 0']);
    heir.lanes.wakeOutbox(`chat:${chatId}`);
    await vi.waitFor(() => expect(heir.seen).toMatchObject([{ line: 1, doubts: 0 }]));
  });

  it('waits again where its process stops before it is its turn', async () => {
    const chatId = anAccount();
    const [worker, heir] = [await open(), await open()];
    await workIn(worker, chatId);
    await send(worker, aMessage(chatId, 1));
    expect(await worker.lanes.stop(2_000)).toBe(true);
    expect(await statesOf(chatId)).toEqual(['delivered 1', 'pending 0']);
    heir.lanes.wakeOutbox(`chat:${chatId}`);
    await vi.waitFor(() => expect(heir.seen).toMatchObject([{ line: 1, attempt: 1, doubts: 0 }]));
    expect(worker.seen).toHaveLength(1);
  });

  it('may have arrived where its process died', async () => {
    const chatId = anAccount();
    const [dying, heir] = [await open(), await open()];
    await workIn(dying, chatId);
    await send(dying, aMessage(chatId, 1));
    await workshop.letLeasesLapse();
    heir.lanes.wakeOutbox(`chat:${chatId}`);
    await vi.waitFor(() => expect(heir.seen).toMatchObject([{ line: 1, doubts: 1 }]));
  });

  it('waits again at the next look where its lane could not be given back with it', async () => {
    const chatId = anAccount();
    const lane = `chat:${chatId}`;
    const worker = await open();
    const { leases, outboxLanes } = worker.store;
    await workIn(worker, chatId);
    await send(worker, aMessage(chatId, 1));
    const holder = await holdRow(lane);
    await expect(leases.release([lane])).rejects.toThrow('not released');
    await holder.end();
    expect(await statesOf(chatId)).toEqual(['delivered 1', 'sending 0']);

    const now = worker.clock.now();
    expect(await outboxLanes.listWaiting(now, 1_000)).toContain(lane);
    expect(await statesOf(chatId)).toEqual(['delivered 1', 'pending 0']);
    // Claimed again, and in hand, it is left alone by the looks that follow.
    const epoch = (await leases.take([lane])).get(lane)?.epoch ?? 0;
    expect(await outboxLanes.claim({ lane, epoch }, now)).toMatchObject({ item: { attempt: 1, doubts: 0 } });
    await outboxLanes.listWaiting(now, 1_000);
    expect(await statesOf(chatId)).toEqual(['delivered 1', 'sending 1']);
  });

  it('is not missed by the next one where nobody knows whether it was stored', async () => {
    const chatId = anAccount();
    const worker = await open();
    await workIn(worker, chatId);
    const holder = await holdRow(`chat:${chatId}`);
    let fate = '';
    void send(worker, aMessage(chatId, 1)).then(
      () => (fate = 'stored'),
      (error: Error) => (fate = error.message),
    );
    await vi.waitFor(async () => {
      await holder.query(`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`);
      expect(fate).toContain('terminat');
    });
    await holder.end();
    await send(worker, aMessage(chatId, 2));
    worker.lanes.wakeOutbox(`chat:${chatId}`);
    await vi.waitFor(() => expect(worker.seen.map(({ line }) => line)).toEqual([0, 2]));
    await worker.store.outboxLanes.listWaiting(worker.clock.now(), 1_000);
    expect(await statesOf(chatId)).toEqual(['delivered 1', 'delivered 1']);
  });

  it('that is tried again counts the attempt', async () => {
    const chatId = anAccount();
    const worker = await open(({ line, attempt }) =>
      line === 0 || attempt === 3 ? shown : { kind: 'retry', afterMs: 0, reason: 'busy' },
    );
    await workIn(worker, chatId);
    await send(worker, aMessage(chatId, 1));
    worker.lanes.wakeOutbox(`chat:${chatId}`);
    await vi.waitFor(() => expect(worker.seen.slice(1).map(({ attempt }) => attempt)).toEqual([1, 2, 3]));
  });
});
