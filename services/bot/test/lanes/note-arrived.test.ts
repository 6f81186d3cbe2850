import { testDatabase } from '@desk/testing/vitest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ChatMessage } from '../../src/ports/consultations.ts';
import type { OutboxItem } from '../../src/ports/outbox.ts';
import { planOf, store } from '../conformance/desk-under-test.ts';
import { openPostgresDesk, type PostgresDesk } from '../conformance/postgres-desk.ts';
import {
  aChatMessage,
  aConsultation,
  anAccount,
  aPerson,
  aSpecialist,
  aTicket,
  connectedTo,
  monday10,
  saved,
} from '../conformance/samples.ts';

let desk: PostgresDesk;
beforeAll(async () => {
  const { url } = await testDatabase('bot');
  desk = await openPostgresDesk(url);
});
afterAll(() => desk.store.close());

/** As many messages of one dialogue, each claimed on its way to a chat of its own. */
async function onTheirWay(
  count: number,
): Promise<readonly { readonly message: ChatMessage; readonly item: OutboxItem }[]> {
  const [employee, specialist] = [aPerson(), aSpecialist('infrastructure')];
  const ticket = aTicket(employee.id);
  const dialogue = aConsultation(ticket, connectedTo(specialist.id));
  await store(desk.store, saved.person(employee), saved.person(specialist), saved.ticket(ticket));
  await store(desk.store, saved.consultation(dialogue));
  const messages = Array.from({ length: count }, () => aChatMessage(dialogue));
  for (const message of messages) await store(desk.store, saved.said(message, dialogue));
  return Promise.all(
    messages.map(async (message) => {
      const chatId = anAccount();
      const relay = { kind: 'relay-message', chatId, personId: specialist.id, messageId: message.id } as const;
      await desk.store.ledger.commit(planOf({ effects: [{ ...relay, again: false }] }), { kind: 'job', name: 'test' });
      return { message, item: await claimed(`chat:${chatId}`) };
    }),
  );
}

async function claimed(lane: string): Promise<OutboxItem> {
  const epoch = (await desk.store.leases.take([lane])).get(lane)?.epoch ?? 0;
  const first = await desk.store.outboxLanes.claim({ lane, epoch }, monday10);
  if (!first) throw new Error('The effect waits in its lane.');
  return first.item;
}

/** As the use case says it. */
function noteArrived({ id: messageId }: ChatMessage, { effect, id, lane, epoch }: OutboxItem) {
  const to = effect.kind === 'relay-message' ? [{ chatId: effect.chatId, messageId: 70 }] : [];
  const change = { kind: 'note-relayed', messageIds: [messageId], delivery: 'delivered', to } as const;
  return desk.store.ledger.commit(planOf({ changes: [change] }), { kind: 'outbox', id, lane, epoch });
}

it('messages that arrive at one moment are all noted, each with its copy, and nothing more is on its way', async () => {
  const sent = await onTheirWay(12);
  const outcomes = await Promise.all(sent.map(({ message, item }) => noteArrived(message, item)));
  expect(new Set(outcomes)).toEqual(new Set(['committed']));
  for (const { message, item } of sent) {
    const chatId = Number(item.lane.slice('chat:'.length));
    const noted = { delivery: 'delivered', to: { chatId, messageId: 70 } };
    expect(await desk.store.chatMessages.findById(message.id)).toMatchObject(noted);
    expect(await desk.store.outboxLanes.claim(item, monday10)).toBeNull();
  }
});

it('of a message whose lane is in other hands by now nothing is noted, of those beside it all', async () => {
  const [lost, kept] = await onTheirWay(2);
  if (!lost || !kept) throw new Error('Two were sent.');
  const outcomes = await Promise.all([
    noteArrived(lost.message, { ...lost.item, epoch: lost.item.epoch + 1 }),
    noteArrived(kept.message, kept.item),
  ]);
  expect(outcomes).toEqual(['fenced', 'committed']);
  expect(await desk.store.chatMessages.findById(lost.message.id)).toMatchObject({ delivery: 'waiting', to: null });
  expect(await desk.store.chatMessages.findById(kept.message.id)).toMatchObject({ delivery: 'delivered' });
});

it('what was noted is not noted again', async () => {
  const [sent] = await onTheirWay(1);
  if (!sent) throw new Error('One was sent.');
  expect(await noteArrived(sent.message, sent.item)).toBe('committed');
  expect(await noteArrived(sent.message, sent.item)).toBe('fenced');
});
