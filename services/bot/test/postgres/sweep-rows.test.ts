import { testDatabase } from '@desk/testing/vitest';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { randomIds } from '../../src/adapters/system/random-ids.ts';
import type { Composition } from '../../src/ports/compositions.ts';
import type { OutgoingComment } from '../../src/ports/outgoing-comments.ts';
import { retentionClasses } from '../../src/ports/retention-classes.table.ts';
import { planOf, store } from '../conformance/desk-under-test.ts';
import { openPostgresDesk, type PostgresDesk } from '../conformance/postgres-desk.ts';
import {
  aChatMessage,
  aConsultation,
  aDraft,
  anAccount,
  aPerson,
  aSession,
  aSpecialist,
  aText,
  aTicket,
  connectedTo,
  hourMs,
  monday10,
  movedOn,
  saved,
} from '../conformance/samples.ts';
import { aMessage, receive, send } from '../lanes/lane-workshop.ts';

const dayMs = 24 * hourMs;

let desk: PostgresDesk;
let pool: pg.Pool;
let databaseUrl: string;
beforeAll(async () => {
  databaseUrl = (await testDatabase('bot')).url;
  desk = await openPostgresDesk(databaseUrl);
  pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
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

it('blanks what was said once the ticket has it, or cannot get it any more; what became of it stays', async () => {
  const employee = aPerson();
  const specialist = aSpecialist('infrastructure');
  const ticket = aTicket(employee.id);
  const dialogue = aConsultation(ticket, connectedTo(specialist.id));
  const [mirrored, lost] = [aChatMessage(dialogue), aChatMessage(dialogue)];
  const batchId = randomIds.next();
  const words = [{ messageId: 7, content: aText('Так.'), albumId: null, sentAt: monday10 }];
  await store(
    desk.store,
    ...[saved.person(employee), saved.person(specialist), saved.ticket(ticket), saved.consultation(dialogue)],
    ...[saved.said(mirrored, dialogue), saved.said(lost, dialogue)],
    { kind: 'keep-unaddressed', personId: employee.id, words },
  );
  await store(desk.store, { kind: 'fix-batch', batchId, consultationId: dialogue.id, messageIds: [mirrored.id] });
  await store(desk.store, { kind: 'note-mirrored', batchId });
  const ended = movedOn(dialogue, { kind: 'end-asked', by: 'employee' }, mirrored.sentAt);
  const comment = { kind: 'save-rating-comment', consultationId: dialogue.id, text: 'Дякую.' } as const;
  await store(desk.store, saved.consultation(ended, 3), comment);

  const textOf = async ({ id }: { readonly id: string }) =>
    (await desk.store.chatMessages.findById(id))?.content?.text ?? null;
  const syncedAt = Math.max(Date.now(), mirrored.sentAt);
  await desk.store.sweeper.sweep(mirrored.sentAt + 89 * dayMs);
  expect([await textOf(mirrored), await textOf(lost)]).toEqual(['Досі не працює.', 'Досі не працює.']);
  await desk.store.sweeper.sweep(syncedAt + 94 * dayMs);
  expect([await textOf(mirrored), await textOf(lost)]).toEqual([null, null]);
  expect(await desk.store.chatMessages.findById(mirrored.id)).toMatchObject({ seq: 1, content: null, synced: true });
  expect(await desk.store.chatMessages.listUnsynced(dialogue.id, 10)).toEqual([]);
  expect(await desk.store.chatMessages.findRatingComment(dialogue.id)).toBeNull();
  expect(await desk.store.unaddressed.find(employee.id)).toEqual([]);
  expect((await desk.store.consultations.findById(dialogue.id))?.consultation).toEqual(ended);
});

it('whoever is erased takes along what was said to them and by them; the figures stay', async () => {
  const employee = aPerson();
  const specialist = aSpecialist('infrastructure');
  const ticket = aTicket(employee.id);
  const dialogue = aConsultation(ticket, connectedTo(specialist.id));
  const message = aChatMessage(dialogue);
  const figures = {
    requestType: 'internet',
    team: `team-${dialogue.id}`,
    priority: 'low',
    requestedAt: monday10,
  } as const;
  await store(
    desk.store,
    ...[saved.person(employee), saved.person(specialist), saved.ticket(ticket), saved.consultation(dialogue)],
    saved.said(message, dialogue),
    { kind: 'record-consultation', record: { consultationId: dialogue.id, ticketId: ticket.id, ...figures } },
  );
  await pool.query('delete from keys.subject_keys where subject_id = $1', [employee.id]);
  const fresh = await openPostgresDesk(databaseUrl);
  expect(await fresh.store.chatMessages.findById(message.id)).toBeNull();
  const late = planOf({ changes: [saved.said(aChatMessage(dialogue), dialogue)] });
  expect(await fresh.store.ledger.commit(late, { kind: 'job', name: 'test' })).toBe('overtaken');
  await fresh.store.close();
  await pool.query('delete from users_telegram where id = $1', [employee.id]);
  expect(await desk.store.consultations.findById(dialogue.id)).toBeNull();
  expect(await count('chat_messages where id = $1', message.id)).toBe(0);
  const of = { teams: [figures.team] };
  expect(await desk.store.consultationRecords.listRecords(of, monday10, monday10 + 1)).toHaveLength(1);
});

it('removes whoever has not come for as long, key and all, once nothing else of theirs is left', async () => {
  const absent = Array.from({ length: 12 }, () => aPerson());
  const [asking, signedIn] = [aPerson(), aPerson()];
  const onShift = aSpecialist('infrastructure');
  const lately = aPerson({ lastLoginAt: monday10 + 2 * dayMs });
  await store(
    desk.store,
    ...[...absent, asking, signedIn, onShift, lately].map((person) => saved.person(person)),
    saved.ticket(aTicket(asking.id)),
    { kind: 'save-session', session: aSession(signedIn.id), expected: 0 },
    saved.onShift(onShift.id, monday10),
  );
  const left = async (...people: readonly { readonly id: string }[]) =>
    Promise.all(
      ['users_telegram where id', 'keys.subject_keys where subject_id'].map((rows) =>
        count(
          `${rows} = any($1)`,
          people.map(({ id }) => id),
        ),
      ),
    );
  await desk.store.sweeper.sweep(monday10 + 89 * dayMs);
  expect(await left(...absent)).toEqual([12, 12]);
  const swept = await desk.store.sweeper.sweep(monday10 + 91 * dayMs);
  expect(swept.get('absent-people')).toBeGreaterThanOrEqual(12);
  expect(await left(...absent)).toEqual([0, 0]);
  expect(await left(asking, signedIn, onShift, lately)).toEqual([4, 4]);
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

it('tells how old the oldest of each class is, and leaves none that is older than its term', async () => {
  const at = Date.UTC(2028, 0, 10);
  const keyboardAt = Date.UTC(2026, 9, 1);
  const id = `${keyboardAt
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})/, '$1-')}-7000-8000-000000000001`;
  await pool.query("insert into keyboards (id, chat_id, telegram_id, actions) values ($1, 1, 1, '[]')", [id]);
  await pool.query("insert into cards (chat_id, name, message_id, updated_at) values (1, 'card', 1, $1)", [
    new Date(at - 91 * dayMs),
  ]);
  await store(desk.store, { kind: 'move-cursor', name: 'audit-shipped', value: '1000000' });

  const measure = async () => new Map((await desk.store.measureRetention(at)).map((age) => [age.name, age]));
  const before = await measure();
  expect([...before.keys()].toSorted()).toEqual(Object.keys(retentionClasses).toSorted());
  expect(before.get('keyboards')?.oldestAgeSeconds).toBe((at - keyboardAt) / 1_000);
  expect(before.get('cards')).toEqual({
    ...{ name: 'cards', oldestAgeSeconds: (91 * dayMs) / 1_000, termSeconds: (90 * dayMs) / 1_000 },
  });
  expect(before.get('silent-compositions')?.oldestAgeSeconds).toBe(0);
  await desk.store.sweeper.sweep(at);
  const late = [...(await measure()).values()].filter(
    ({ oldestAgeSeconds, termSeconds }) => oldestAgeSeconds > termSeconds,
  );
  expect(late).toEqual([]);
});
