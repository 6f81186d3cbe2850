import { randomUUID } from 'node:crypto';
import { testDatabase } from '@desk/testing/vitest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { store } from '../conformance/desk-under-test.ts';
import { anAccount, aPerson, minuteMs, saved } from '../conformance/samples.ts';
import { aMessage, lineOf, openWorkshop, send, shown, statesOf, type Workshop } from './lane-workshop.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = openWorkshop((await testDatabase('bot')).url);
});
afterAll(() => workshop.close());

describe('the outbox', () => {
  it('delivers the effects of a lane in the order of their commits, and blanks them', async () => {
    const seen: number[] = [];
    const worker = await workshop.open({
      deliver: async ({ effect }) => {
        seen.push(lineOf(effect));
        return shown;
      },
    });
    const chatId = anAccount();
    await send(worker, aMessage(chatId, 1), aMessage(chatId, 2));
    await send(worker, aMessage(chatId, 3));
    worker.lanes.wakeOutbox(`chat:${chatId}`);
    await vi.waitFor(() => expect(seen).toEqual([1, 2, 3]));
    const delivered = { state: 'delivered', payload: null, reason: null };
    await vi.waitFor(async () => expect(await statesOf(workshop, chatId)).toEqual([delivered, delivered, delivered]));
  });

  it('finds what nobody woke', async () => {
    const worker = await workshop.open();
    const chatId = anAccount();
    await send(worker, aMessage(chatId));
    worker.lanes.start();
    await vi.waitFor(
      async () => expect(await statesOf(workshop, chatId)).toMatchObject([{ state: 'delivered' }]),
      5_000,
    );
    // Left to its rounds it would deliver what the other tests of this database send.
    expect(await worker.lanes.stop(2_000)).toBe(true);
  });

  it('holds a lane while an effect has to wait, and no other lane', async () => {
    const held = anAccount();
    const free = anAccount();
    const seen: string[] = [];
    let patience = 2;
    const worker = await workshop.open({
      deliver: async ({ lane, effect }) => {
        if (lane === `chat:${held}` && patience-- > 0) return { kind: 'retry', afterMs: 20, reason: 'too-many' };
        seen.push(`${lane} ${lineOf(effect)}`);
        return shown;
      },
    });
    await send(worker, aMessage(held, 1), aMessage(held, 2), aMessage(free, 1));
    for (const chatId of [held, free]) worker.lanes.wakeOutbox(`chat:${chatId}`);
    await vi.waitFor(() => {
      // The clock of the test stands still: what waits is due once it is set forward.
      worker.clock.advance(20);
      worker.lanes.wakeOutbox(`chat:${held}`);
      expect(seen).toEqual([`chat:${free} 1`, `chat:${held} 1`, `chat:${held} 2`]);
    });
  });

  it('sets aside what is refused for good, and goes on', async () => {
    const chatId = anAccount();
    const worker = await workshop.open({
      deliver: async ({ effect }) => (lineOf(effect) === 1 ? { kind: 'refused', reason: 'too-long' } : shown),
    });
    await send(worker, aMessage(chatId, 1), aMessage(chatId, 2));
    worker.lanes.wakeOutbox(`chat:${chatId}`);
    const expected = [{ state: 'parked', reason: 'too-long' }, { state: 'delivered' }];
    await vi.waitFor(async () => expect(await statesOf(workshop, chatId)).toMatchObject(expected));
  });

  it('sets aside what fails three times by a defect of ours, and goes on', async () => {
    const chatId = anAccount();
    let attempts = 0;
    const worker = await workshop.open({
      deliver: async ({ effect }) => {
        if (lineOf(effect) !== 1) return shown;
        attempts += 1;
        throw new Error('a defect');
      },
    });
    await send(worker, aMessage(chatId, 1), aMessage(chatId, 2));
    await vi.waitFor(async () => {
      worker.clock.advance(minuteMs);
      worker.lanes.wakeOutbox(`chat:${chatId}`);
      expect(await statesOf(workshop, chatId)).toMatchObject([
        { state: 'parked', reason: 'failed' },
        { state: 'delivered' },
      ]);
    });
    expect(attempts).toBe(3);
  });

  it('remembers that a person has blocked the bot, and sets aside what waits for them', async () => {
    const person = aPerson();
    const worker = await workshop.open({ deliver: async () => ({ kind: 'blocked' }) });
    await store(worker.store, saved.person(person));
    await send(worker, aMessage(person.chatId, 1), aMessage(person.chatId, 2));
    worker.lanes.wakeOutbox(`chat:${person.chatId}`);
    const parked = { state: 'parked', reason: 'blocked' };
    await vi.waitFor(async () => expect(await statesOf(workshop, person.chatId)).toMatchObject([parked, parked]));
    expect((await worker.store.people.findById(person.id))?.person.blockedAt).not.toBeNull();
    const audited = await workshop.query(`select entry from audit_pending where entry->'on'->>'id' = $1`, [person.id]);
    expect(audited).toMatchObject([{ entry: { act: 'chat-blocked', on: { kind: 'person' } } }]);
  });

  it('repeats a message of unknown fate four times, and no more', async () => {
    const chatId = anAccount();
    const doubts: number[] = [];
    const worker = await workshop.open({
      deliver: async (item) => {
        doubts.push(item.doubts);
        return { kind: 'unknown' };
      },
    });
    await send(worker, aMessage(chatId));
    await vi.waitFor(async () => {
      worker.clock.advance(minuteMs);
      worker.lanes.wakeOutbox(`chat:${chatId}`);
      expect(await statesOf(workshop, chatId)).toMatchObject([{ state: 'parked', reason: 'unknown' }]);
    });
    expect(doubts).toEqual([0, 1, 2, 3, 4]);
  });

  it('remembers the ticket a message tells of, and what hangs on a card', async () => {
    const chatId = anAccount();
    const [ticketId, commentId, personId] = [randomUUID(), '10001', randomUUID()];
    const card = `comment:${ticketId}:${commentId}`;
    let messageId = 100;
    const worker = await workshop.open({
      deliver: async () => {
        messageId += 1;
        return { kind: 'shown', messageId };
      },
    });
    const settled = async (count: number) => {
      worker.lanes.wakeOutbox(`chat:${chatId}`);
      await vi.waitFor(async () => {
        const states = await statesOf(workshop, chatId);
        expect(states.filter(({ state }) => state === 'delivered')).toHaveLength(count);
      });
    };
    const told = { ...aMessage(chatId), about: ticketId, placement: { kind: 'card', card } } as const;
    const file = { kind: 'send-file', chatId, personId, ticketId, commentId, fileId: '7' } as const;
    await send(worker, told, file, { ...aMessage(chatId), placement: { kind: 'card', card: `${card}9` } });
    await settled(3);
    expect(await worker.store.cards.listUnder(chatId, card)).toEqual([{ messageId: 101 }, { messageId: 102 }]);
    const messages = 'select message_id::int as id, ticket_id from ticket_messages where chat_id = $1 order by 1';
    expect(await workshop.query(messages, [chatId])).toEqual([
      { id: 101, ticket_id: ticketId },
      { id: 102, ticket_id: ticketId },
    ]);
    const instead = { kind: 'comment-withdrawn', number: 'SD-1' } as const;
    await send(worker, { kind: 'withdraw-card', chatId, language: 'uk', card, instead });
    await settled(4);
    expect(await worker.store.cards.listUnder(chatId, card)).toEqual([]);
    expect(await worker.store.cards.listUnder(chatId, `${card}9`)).toEqual([{ messageId: 103 }]);
  });

  it('forgets the ticket of a card that shows something else by now', async () => {
    const [chatId, worker] = [anAccount(), await workshop.open({ deliver: async () => shown })];
    const known = () => workshop.query('select 1 from ticket_messages where chat_id = $1', [chatId]);
    for (const about of [randomUUID(), null]) {
      await send(worker, { ...aMessage(chatId), about, placement: { kind: 'card', card: 'list' } });
      worker.lanes.wakeOutbox(`chat:${chatId}`);
      await vi.waitFor(async () => expect(await known()).toHaveLength(about === null ? 0 : 1));
    }
  });

  it('knows the card that stands in the chat, and repeats an edit of it freely', async () => {
    const chatId = anAccount();
    const card = { ...aMessage(chatId), placement: { kind: 'card', card: 'duty' } } as const;
    const standing: (number | undefined)[] = [];
    let unknowns = 4;
    const worker = await workshop.open({
      deliver: async (item) => {
        standing.push(item.standing?.messageId);
        if (item.standing && unknowns-- > 0) return { kind: 'unknown' };
        return { kind: 'shown', messageId: 77 };
      },
    });
    await send(worker, card, card, { kind: 'retire-card', chatId, card: 'duty' });
    await vi.waitFor(async () => {
      worker.clock.advance(minuteMs);
      worker.lanes.wakeOutbox(`chat:${chatId}`);
      const delivered = { state: 'delivered' };
      expect(await statesOf(workshop, chatId)).toMatchObject([delivered, delivered, delivered]);
    });
    expect(standing).toEqual([undefined, 77, 77, 77, 77, 77, 77]);
    expect(await workshop.query('select 1 from cards where chat_id = $1', [chatId])).toEqual([]);
  });

  it('lets a delayed effect join its lane when it is due, behind what stands there', async () => {
    const chatId = anAccount();
    const seen: number[] = [];
    const worker = await workshop.open({
      deliver: async ({ effect }) => {
        seen.push(lineOf(effect));
        return shown;
      },
    });
    const dueAt = worker.clock.now() + minuteMs;
    const plan = { changes: [], audit: [], jobs: [], cause: 'done' } as const;
    const later = { kind: 'delayed', dueAt, effect: aMessage(chatId, 2) } as const;
    await worker.store.ledger.commit({ ...plan, effects: [later] }, { kind: 'job', name: 'test' });
    await send(worker, aMessage(chatId, 1));
    const { outboxLanes } = worker.store;
    expect(await outboxLanes.joinDue(dueAt - 1, 10)).toEqual([]);
    expect(await outboxLanes.listDue(dueAt - 2, dueAt - 1, 10)).toEqual([]);
    expect(await outboxLanes.listDue(dueAt - 1, dueAt, 10)).toEqual([dueAt]);
    expect(await outboxLanes.listDue(dueAt, dueAt + 1, 10)).toEqual([]);
    worker.clock.set(dueAt);
    worker.lanes.joinAt(dueAt);
    await vi.waitFor(() => expect(seen).toEqual([1, 2]));
  });
});
