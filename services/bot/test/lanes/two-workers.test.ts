import { testDatabase } from '@desk/testing/vitest';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Delivery, OutboxItem } from '../../src/ports/outbox.ts';
import { planOf } from '../conformance/desk-under-test.ts';
import { anAccount } from '../conformance/samples.ts';
import { aMessage, lineOf, openWorkshop, receive, send, shown, statesOf, type Workshop } from './lane-workshop.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = openWorkshop((await testDatabase('bot')).url);
});
afterAll(() => workshop.close());

describe('two workers', () => {
  it('never deliver out of order, whatever has to be tried again', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(2), fc.constantFrom('shown', 'retry', 'refused')), { minLength: 1, maxLength: 25 }),
        (script) => deliverByTwo(script),
      ),
      { numRuns: 10, seed: 20_261_121 },
    );
  });

  /** Effects over three chats, each with the first outcome it meets; woken at both workers again and again. */
  async function deliverByTwo(script: readonly (readonly [number, string])[]): Promise<void> {
    const chats = [anAccount(), anAccount(), anAccount()];
    const done = new Map(chats.map((chatId) => [`chat:${chatId}`, [] as number[]]));
    const postponed = new Set<string>();
    const deliver = async ({ id, lane, effect }: OutboxItem): Promise<Delivery> => {
      const line = lineOf(effect);
      const outcome = script[line]?.[1];
      if (outcome === 'retry' && !postponed.has(id)) {
        postponed.add(id);
        return { kind: 'retry', afterMs: 0, reason: 'busy' };
      }
      done.get(lane)?.push(line);
      return outcome === 'refused' ? { kind: 'refused', reason: 'no' } : shown;
    };
    const workers = await Promise.all([workshop.open({ deliver }), workshop.open({ deliver })]);
    for (const [index, [chat]] of script.entries()) {
      const worker = workers[index % 2];
      if (worker) await send(worker, aMessage(chats[chat] ?? 0, index));
      for (const { lanes } of workers) for (const lane of done.keys()) lanes.wakeOutbox(lane);
    }
    const expected = chats.map((_, chat) => [...script.keys()].filter((line) => script[line]?.[0] === chat));
    await vi.waitFor(async () => {
      for (const { lanes } of workers) for (const lane of done.keys()) lanes.wakeOutbox(lane);
      expect([...done.values()]).toEqual(expected);
    }, 15_000);
    await Promise.all(workers.map(({ lanes }) => lanes.stop(1_000)));
  }

  it('hand each other what comes into a lane that the other holds, without waiting for a look', {
    timeout: 40_000,
  }, async () => {
    const chatId = anAccount();
    const lane = `chat:${chatId}`;
    const handled: string[] = [];
    const delivered: number[] = [];
    // Neither looks by itself: a worker does once it is started.
    const holder = await workshop.open({
      handle: async ({ sourceId, source, epoch }) => {
        handled.push(sourceId);
        return holder.store.ledger.commit(planOf(), { kind: 'inbox', source, sourceId, lane, epoch });
      },
      deliver: async ({ effect }) => {
        delivered.push(lineOf(effect));
        return shown;
      },
    });
    const other = await workshop.open();
    await receive(holder, chatId, `${chatId}-1`);
    holder.lanes.wakeInbox(lane);
    await vi.waitFor(() => expect(handled).toEqual([`${chatId}-1`]), 15_000);

    await receive(other, chatId, `${chatId}-2`);
    other.lanes.wakeInbox(lane);
    await send(other, aMessage(chatId, 1));
    other.lanes.wakeOutbox(lane);
    await vi.waitFor(() => expect([handled, delivered]).toEqual([[`${chatId}-1`, `${chatId}-2`], [1]]), 15_000);
    await Promise.all([holder, other].map(({ lanes }) => lanes.stop(1_000)));
  });

  it('go on at once with what one of them leaves that stops, also while it still has other work in hand', {
    timeout: 40_000,
  }, async () => {
    const [idle, busy] = [anAccount(), anAccount()];
    const lane = `chat:${idle}`;
    const finishing = Promise.withResolvers<Delivery>();
    const [handled, delivering] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const stopping = await workshop.open({
      handle: async ({ sourceId, source, epoch }) => {
        handled.resolve();
        return stopping.store.ledger.commit(planOf(), { kind: 'inbox', source, sourceId, lane, epoch });
      },
      deliver: () => {
        delivering.resolve();
        return finishing.promise;
      },
    });
    await receive(stopping, idle, `${idle}-1`);
    stopping.lanes.wakeInbox(lane);
    await send(stopping, aMessage(busy));
    stopping.lanes.wakeOutbox(`chat:${busy}`);
    await Promise.all([handled.promise, delivering.promise]);

    // Not started: it does not look by itself.
    const seen: string[] = [];
    const heir = await workshop.open({
      handle: async ({ sourceId, source, epoch }) => {
        seen.push(sourceId);
        return heir.store.ledger.commit(planOf(), { kind: 'inbox', source, sourceId, lane, epoch });
      },
    });
    await receive(stopping, idle, `${idle}-2`);
    const stopped = stopping.lanes.stop(30_000);
    await vi.waitFor(() => expect(seen).toEqual([`${idle}-2`]), 15_000);

    finishing.resolve(shown);
    expect(await stopped).toBe(true);
    await receive(stopping, idle, `${idle}-3`);
    await stopping.lanes.handOver();
    await vi.waitFor(() => expect(seen).toEqual([`${idle}-2`, `${idle}-3`]), 15_000);
    await heir.lanes.stop(1_000);
  });

  it('do not both send what one of them was sending when it died: the other finds it doubtful', async () => {
    const chatId = anAccount();
    const lane = `chat:${chatId}`;
    let [revive, takenUp]: [(delivery: Delivery) => void, boolean] = [() => undefined, false];
    const dying = await workshop.open({
      deliver: () => {
        takenUp = true;
        return new Promise((resolve) => {
          revive = resolve;
        });
      },
    });
    await send(dying, aMessage(chatId, 1), aMessage(chatId, 2));
    dying.lanes.wakeOutbox(lane);
    await vi.waitFor(() => expect(takenUp).toBe(true));

    const seen: (readonly [number, number])[] = [];
    const heir = await workshop.open({
      deliver: async ({ effect, doubts }) => {
        seen.push([lineOf(effect), doubts]);
        return shown;
      },
    });
    heir.lanes.wakeOutbox(lane);
    await workshop.letLeasesLapse();
    await vi.waitFor(() => {
      heir.lanes.wakeOutbox(lane);
      expect(seen).toEqual([
        [1, 1],
        [2, 0],
      ]);
    });
    revive({ kind: 'retry', afterMs: 0, reason: 'too-late' });
    await vi.waitFor(async () =>
      expect(await statesOf(workshop, chatId)).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }]),
    );
  });
});
