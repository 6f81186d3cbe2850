import { randomUUID } from 'node:crypto';
import { testDatabase } from '@desk/testing/vitest';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/adapters/postgres/open-database.ts';
import { createPersonRecords } from '../../src/adapters/postgres/people/person-records.ts';
import { createRestoredDesk } from '../../src/adapters/postgres/restore/restored-desk.ts';
import { createRestoredLog } from '../../src/adapters/postgres/restore/restored-log.ts';
import { openSubjectKeys } from '../../src/adapters/postgres/subject-keys.ts';
import type { Plan } from '../../src/ports/plan.ts';
import { planErasure } from '../../src/use-cases/privacy/plan-erasure.ts';
import { job, planOf, store } from '../conformance/desk-under-test.ts';
import { openPostgresDesk, type PostgresDesk, testZone } from '../conformance/postgres-desk.ts';
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
  monday10,
  movedOn,
  saved,
} from '../conformance/samples.ts';
import { aMessage, receive, send } from '../lanes/lane-workshop.ts';

let desk: PostgresDesk;
let other: PostgresDesk;
let pool: pg.Pool;
let databaseUrl: string;
beforeAll(async () => {
  databaseUrl = (await testDatabase('bot')).url;
  [desk, other] = await Promise.all([openPostgresDesk(databaseUrl), openPostgresDesk(databaseUrl)]);
  pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
});
afterAll(async () => {
  await pool.end();
  await Promise.all([desk.store.close(), other.store.close()]);
});

/** Accounts of this test alone, long enough not to be part of anything else. */
const account = () => 880_000_000 + anAccount();

async function everyRow(): Promise<string> {
  const { rows: tables } = await pool.query<{ schema: string; name: string }>(
    `select table_schema as schema, table_name as name from information_schema.tables
     where table_schema in ('public', 'keys') and table_type = 'BASE TABLE'`,
  );
  const lines: string[] = [];
  for (const { schema, name } of tables) {
    const { rows } = await pool.query(`select row_to_json(t)::text as line from ${schema}.${name} t`);
    lines.push(...rows.map(({ line }: { line: string }) => `${name} ${line}`));
  }
  return lines.join('\n');
}

/** As it is stored when they have confirmed it. */
async function erase(who: PostgresDesk, personId: string): Promise<Plan> {
  const known = await who.store.people.findById(personId);
  if (known === null) throw new Error('Nobody to erase.');
  const plan = planErasure(known, 'by-themselves', monday10);
  expect(await who.store.ledger.commit(plan, job)).toBe('committed');
  return plan;
}

async function stage() {
  const telegramId = account();
  const employee = aPerson({ telegramId });
  const specialist = aSpecialist('infrastructure', { telegramId: account() });
  const ticket = aTicket(employee.id);
  const dialogue = aConsultation(ticket, connectedTo(specialist.id));
  const said = aChatMessage(dialogue);
  const figures = { requestType: 'internet', team: 'infrastructure', priority: 'low', requestedAt: monday10 } as const;
  await store(
    desk.store,
    ...[saved.person(employee), saved.person(specialist), saved.ticket(ticket), saved.consultation(dialogue)],
    saved.said(said, dialogue),
    { kind: 'save-session', session: aSession(employee.id), expected: 0 },
    { kind: 'save-draft', draft: aDraft(employee.id), state: { kind: 'open', ticketId: null }, expected: 0 },
    { kind: 'record-fact', fact: { ticketId: ticket.id, ...figures, createdAt: monday10 } },
    { kind: 'note-message', chatId: telegramId, messageId: 4, ticketId: ticket.id, message: randomUUID() },
    { kind: 'note-export', personId: employee.id, at: monday10 },
  );
  await receive(desk, telegramId, randomUUID());
  await send(desk, aMessage(telegramId));
  await pool.query('insert into cards (chat_id, name, message_id) values ($1, $2, 5)', [telegramId, 'card']);
  await pool.query("update inbox set state = 'done', payload = null where lane = $1", [`chat:${telegramId}`]);
  return { employee, specialist, ticket, dialogue, said };
}

/** @claim privacy Erasing removes the person's key and every row of theirs in the DMZ in one transaction; statistics without names stay. */
it('leaves no row that names the person, and the figures', async () => {
  const { employee, ticket } = await stage();
  const mentions = async () =>
    (await everyRow())
      .split('\n')
      .filter((line) => line.includes(String(employee.telegramId)) || line.includes(employee.id));
  expect((await mentions()).length).toBeGreaterThan(8);
  await erase(desk, employee.id);
  const left = await mentions();
  // The entry of the log, and the goodbye with the lane it waits in.
  expect(left.map((line) => line.split(' ')[0]).toSorted()).toEqual(['audit_pending', 'lanes', 'outbox']);
  expect(await everyRow()).toContain(`ticket_facts {"ticket_id":"${ticket.id}"`);
  const { rows } = await pool.query("select subject_id from outbox where chat_id = $1 and state = 'pending'", [
    employee.chatId,
  ]);
  expect(rows).toEqual([{ subject_id: null }]);
});

it('brings the goodbye, although the key is gone', async () => {
  const { employee } = await stage();
  await erase(desk, employee.id);
  const lane = `chat:${employee.chatId}`;
  const [epoch = 1] = [...(await desk.store.leases.take([lane])).values()].map((held) => held.epoch);
  const claimed = await desk.store.outboxLanes.claim({ lane, epoch }, Date.now());
  expect(claimed?.item.effect).toMatchObject({ kind: 'show', screen: { kind: 'erased' } });
});

it('keeps what a colleague was told, without the place in the chat of whoever is erased', async () => {
  const { employee, specialist, dialogue, said } = await stage();
  await erase(desk, specialist.id);
  const kept = await desk.store.chatMessages.findById(said.id);
  expect(kept).toMatchObject({ content: said.content });
  expect((await desk.store.consultations.findById(dialogue.id))?.consultation.id).toBe(dialogue.id);
  expect(await everyRow()).not.toContain(`_chat":${specialist.telegramId}`);
  expect(await desk.store.people.findById(employee.id)).not.toBeNull();
});

it('takes the key out of the memory of every process', async () => {
  const { employee } = await stage();
  expect(await other.store.people.findById(employee.id)).not.toBeNull();
  await erase(desk, employee.id);
  const late = planOf({
    changes: [{ kind: 'save-draft', draft: aDraft(employee.id), state: { kind: 'open', ticketId: null }, expected: 0 }],
  });
  // Until the other process has heard of it the database itself refuses.
  await expect
    .poll(() => other.store.ledger.commit(late, job).catch(() => 'refused'), { timeout: 5_000 })
    .toBe('overtaken');
  expect(await other.store.people.findById(employee.id)).toBeNull();
});

it('tells everything that is held of a person, and what stands in the way of erasing them', async () => {
  const { employee, specialist, dialogue } = await stage();
  const words = [{ messageId: 7, content: aText('Кому з них?'), albumId: null, sentAt: monday10 }];
  await store(desk.store, { kind: 'keep-unaddressed', personId: employee.id, words });
  const { personRecords } = desk.store;
  const read = await personRecords.read(employee.id);
  expect(read).toMatchObject({ unaddressedWords: words, cut: false });
  const record = JSON.stringify(read);
  for (const held of [employee.profile.displayName, 'consultations', 'drafts', dialogue.id])
    expect(record).toContain(held);
  expect(record).not.toContain(String(specialist.telegramId));
  expect(await personRecords.findLastExport(employee.id)).toBe(monday10);
  expect(await personRecords.findObstacles(employee.id)).toEqual(['consultation']);
  const ended = movedOn(dialogue, { kind: 'end-asked', by: 'employee' }, monday10 + 1);
  const { version = 0 } = (await desk.store.consultations.findById(dialogue.id)) ?? {};
  await store(desk.store, saved.consultation(ended, version));
  expect(await personRecords.findObstacles(employee.id)).toEqual([]);
  expect(await personRecords.findObstacles(specialist.id)).toEqual([]);
  await erase(desk, employee.id);
  expect(await personRecords.read(employee.id)).toBeNull();
});

it('says that it does not tell all of it, where more was said than it tells', async () => {
  const { employee } = await stage();
  const { prisma, close } = openDatabase({ databaseUrl, onIdleError: () => undefined });
  const keys = await openSubjectKeys(pool, testZone);
  const read = (messagesMax: number) => createPersonRecords({ pool, prisma, keys, messagesMax }).read(employee.id);
  expect([await read(1), await read(2)]).toMatchObject([{ cut: true }, { cut: false }]);
  await close();
});

it('does the same in a database that was restored, for whomever its log names', async () => {
  const { employee } = await stage();
  await desk.store.auditLog.append(500);
  await erase(desk, employee.id);
  await desk.store.auditLog.append(500);
  const named = await createRestoredLog(pool).listErased();
  expect(named).toContain(employee.id);

  // As a backup of before has them.
  const { employee: back } = await stage();
  expect(await createRestoredDesk(pool).eraseAgain([back.id, randomUUID()])).toBe(1);
  expect(await desk.store.people.findById(back.id)).toBeNull();
  const left = (await everyRow()).split('\n').filter((line) => line.includes(String(back.telegramId)));
  expect(left.map((line) => line.split(' ')[0])).toEqual(['lanes']);
});

it('does not go on after a restore while somebody could not be erased again', async () => {
  const { employee } = await stage();
  await pool.query(
    `create function lose_the_race() returns trigger language plpgsql as 'begin raise unique_violation; end';
     create trigger lose_the_race before delete on users_telegram for each row execute function lose_the_race()`,
  );
  try {
    await expect(createRestoredDesk(pool).eraseAgain([employee.id])).rejects.toThrow('could not be erased again');
  } finally {
    await pool.query('drop trigger lose_the_race on users_telegram; drop function lose_the_race');
  }
  expect(await desk.store.people.findById(employee.id)).not.toBeNull();
});
