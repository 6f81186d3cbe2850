import { testDatabase } from '@desk/testing/vitest';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { randomIds } from '../../src/adapters/system/random-ids.ts';
import type { Composition } from '../../src/ports/compositions.ts';
import type { OutgoingComment } from '../../src/ports/outgoing-comments.ts';
import { planOf, store } from '../conformance/desk-under-test.ts';
import { openPostgresDesk, type PostgresDesk } from '../conformance/postgres-desk.ts';
import { aDraft, anAccount, aPerson, aTicket, hourMs, saved } from '../conformance/samples.ts';
import { aMessage, receive, send } from '../lanes/lane-workshop.ts';

const dayMs = 24 * hourMs;

let desk: PostgresDesk;
let pool: pg.Pool;
beforeAll(async () => {
  const { url } = await testDatabase('bot');
  desk = await openPostgresDesk(url);
  pool = new pg.Pool({ connectionString: url, max: 1 });
});
afterAll(async () => {
  await pool.end();
  await desk.store.close();
});

async function count(text: string, ...values: readonly unknown[]): Promise<number> {
  const { rows } = await pool.query(`select count(*)::int as count from ${text}`, [...values]);
  return rows[0].count;
}

async function arrivalIn(chatId: number, cause: 'done' | 'keep' | 'dead' | null): Promise<void> {
  const lane = `chat:${chatId}`;
  await receive(desk, chatId, `${chatId}-${cause}`);
  const epoch = (await desk.store.leases.take([lane])).get(lane)?.epoch ?? 0;
  if (cause === null) return;
  const sourceId = `${chatId}-${cause}`;
  await desk.store.ledger.commit(planOf({ cause }), { kind: 'inbox', source: 'telegram', sourceId, lane, epoch });
}

it('removes what has had its time, and nothing else', async () => {
  const chatId = anAccount();
  for (const cause of ['done', 'keep', 'dead', null] as const) await arrivalIn(chatId, cause);
  const now = Date.now();
  const inboxOf = 'inbox where lane = $1 and state = $2';
  const lane = `chat:${chatId}`;

  await desk.store.sweeper.sweep(now);
  for (const state of ['done', 'kept', 'dead', 'pending']) expect(await count(inboxOf, lane, state)).toBe(1);

  // After a day what was kept is blank; after a week the keys of what was handled go; dead letters stay longer.
  await desk.store.sweeper.sweep(now + 1.1 * dayMs);
  expect(await count(inboxOf, lane, 'kept')).toBe(0);
  await desk.store.sweeper.sweep(now + 8 * dayMs);
  expect(await count(inboxOf, lane, 'done')).toBe(0);
  expect(await count(inboxOf, lane, 'dead')).toBe(1);
  expect(await count('lanes where lane = $1', lane)).toBe(1);
  await desk.store.sweeper.sweep(now + 91 * dayMs);
  expect(await count(inboxOf, lane, 'dead')).toBe(0);
  expect(await count(inboxOf, lane, 'pending')).toBe(1);
});

it('removes an idle lane only when nothing waits in it', async () => {
  const [busy, idle] = [anAccount(), anAccount()];
  await send(desk, aMessage(busy));
  await desk.store.leases.take([`chat:${busy}`, `chat:${idle}`]);
  await desk.store.sweeper.sweep(Date.now() + 8 * dayMs);
  expect(await count('lanes where lane = $1', `chat:${busy}`)).toBe(1);
  expect(await count('lanes where lane = $1', `chat:${idle}`)).toBe(0);
});

it('removes closed tickets and discarded drafts after their time, never open ones', async () => {
  const person = aPerson();
  const [open, closed] = [aTicket(person.id), aTicket(person.id, { status: 'closed' })];
  const draft = aDraft(person.id);
  const at = desk.clock.now();
  const discarded = { kind: 'save-draft', draft, state: { kind: 'discarded', at }, expected: 0 } as const;
  await store(desk.store, saved.person(person), saved.ticket(open), saved.ticket(closed), discarded);
  await desk.store.sweeper.sweep(at + 0.9 * dayMs);
  expect(await desk.store.drafts.findById(draft.id)).not.toBeNull();
  await desk.store.sweeper.sweep(at + 89 * dayMs);
  expect(await desk.store.drafts.findById(draft.id)).toBeNull();
  expect(await desk.store.tickets.findById(closed.id)).not.toBeNull();
  await desk.store.sweeper.sweep(at + 91 * dayMs);
  expect(await desk.store.tickets.findById(closed.id)).toBeNull();
  expect(await desk.store.tickets.findById(open.id)).not.toBeNull();
});

it('removes what was written and noted of tickets after its time, and prompts on the next day', async () => {
  const person = aPerson();
  const ticket = aTicket(person.id);
  const at = desk.clock.now();
  const part = { messageId: 7, albumId: null, text: 'Ще одне.', file: null };
  const waiting: OutgoingComment = {
    ...{ id: randomIds.next(), ticketId: ticket.id, authorId: person.id, visibility: 'public', language: 'uk' },
    ...{ albumId: null, state: 'sending', wordedIn: [7], delayTold: true, createdAt: at },
    content: { parts: [part], uploaded: [], withoutFile: [], correction: null },
  };
  const sent: OutgoingComment = { ...waiting, id: randomIds.next(), state: 'sent', content: null };
  const composition: Composition = {
    ...{ personId: person.id, ticketId: ticket.id, number: 'SD-1', startedAt: at, spokenAt: null, messages: 0 },
    purpose: { kind: 'note' },
  };
  await store(
    desk.store,
    ...[saved.person(person), saved.ticket(ticket), { kind: 'save-composition', composition } as const],
    ...[waiting, sent].map((comment) => ({ kind: 'save-outgoing', comment, expected: 0 }) as const),
    { kind: 'note-message', chatId: person.chatId, messageId: 7, ticketId: ticket.id, message: sent.id },
  );
  await desk.store.sweeper.sweep(at + 0.9 * dayMs);
  expect((await desk.store.people.findById(person.id))?.composition).toEqual(composition);
  await desk.store.sweeper.sweep(at + 89 * dayMs);
  expect((await desk.store.people.findById(person.id))?.composition).toBeNull();
  for (const { id } of [waiting, sent]) expect(await desk.store.outgoing.findById(id)).not.toBeNull();
  await desk.store.sweeper.sweep(Math.max(at, Date.now()) + 91 * dayMs);
  expect(await desk.store.outgoing.findById(sent.id)).toBeNull();
  expect(await desk.store.outgoing.findById(waiting.id)).toBeNull();
  expect(await desk.store.ticketMessages.find(person.chatId, 7)).toBeNull();
});

it('keeps the audit log until it is shipped, and the last entry as the checkpoint of the next', async () => {
  const at = desk.clock.now();
  const entry = { act: 'signed-out', actor: { kind: 'service' }, on: null, outcome: 'done', reason: null, at } as const;
  await desk.store.ledger.commit(planOf({ audit: [entry, entry, entry] }), { kind: 'job', name: 'test' });
  await desk.store.auditLog.append(10);
  const numbers = async () => (await desk.store.auditLog.listAfter(0, 10)).map(({ number }) => number);
  await desk.store.sweeper.sweep(at + 91 * dayMs);
  expect(await numbers()).toEqual([1, 2, 3]);
  await store(desk.store, { kind: 'move-cursor', name: 'audit-shipped', value: '2' });
  await desk.store.sweeper.sweep(at + 89 * dayMs);
  expect(await numbers()).toEqual([1, 2, 3]);
  await desk.store.sweeper.sweep(at + 91 * dayMs);
  expect(await numbers()).toEqual([2, 3]);
});
