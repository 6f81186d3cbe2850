import { testDatabase } from '@desk/testing/vitest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aUuid } from '../../../test/fakes/system.ts';
import type { RetentionLimits } from '../../ports/retention.ts';
import type { RetentionClassName } from '../../ports/retention-classes.table.ts';
import { cutoffs } from '../../use-cases/remove-expired.ts';
import { connectDatabase, type DatabaseConnection } from './connect-database.ts';
import { announceProcess } from './process-presence.ts';
import { createRetention } from './retention.ts';

const now = Date.parse('2026-11-23T08:00:00Z');
const dayMs = 24 * 3_600_000;
let url: string;
let connection: DatabaseConnection;
beforeAll(async () => {
  url = (await testDatabase('gateway')).url;
  connection = connectDatabase(url);
});
afterAll(() => connection.close());

const limits = { rowsPerTableMax: 100, before: cutoffs(now, { absoluteLimitMs: dayMs }) };

async function removeExpired(change: Partial<RetentionLimits> = {}): Promise<number> {
  const removed = await createRetention(connection.database).removeExpired({ ...limits, ...change });
  return [...removed.values()].reduce((sum, rows) => sum + rows, 0);
}

async function fill(age: 'old' | 'young', count: number): Promise<void> {
  const { database } = connection;
  const at = new Date(age === 'old' ? now - 100 * dayMs : now);
  const id = aUuid(count);
  const person = { employeeId: `e-${count}`, displayName: '', position: '', department: '', role: 'employee' };
  const times = { startedAt: at, renewedAt: at, endsAt: at };
  await database.session.create({ data: { id, ...person, telegramUserId: 1n, ...times, sealedPhone: '' } });
  await database.operation.create({
    data: { name: 'file', idempotencyKey: id, actor: 'service', bodyDigest: '', attempt: 1, changedAt: at },
  });
  await database.deskTicket.create({
    data: { reference: id, requesterId: 'e-1', bodyDigest: '', step: 'intended', createdAt: at },
  });
  await database.signInRefusal.create({ data: { referenceCode: id, reason: 'phone-unknown', telegramUserId: 1n, at } });
  await database.signInCount.create({ data: { scope: 'phone', key: id, windowStartAt: at, attempts: 1 } });
  await database.givenAssignment.create({
    data: { number: id, employeeId: 'e-1', account: 'a', statusThen: 'new', at },
  });
  await database.deskComment.create({
    data: {
      message: id,
      number: 'SD-1',
      employeeId: 'e-1',
      visibility: 'public',
      bodyDigest: '',
      step: 'intended',
      at,
    },
  });
  const consultation = { number: 'SD-1', employeeId: 'e-1', grantId: id, openedAt: at, expiresAt: at };
  const spendings = { create: { id, messages: 1, bytes: 0 } };
  await database.consultation.create({ data: { id, ...consultation, spendings } });
  await database.pendingEvent.create({ data: { id, event: '{}', createdAt: at } });
}

async function counts(): Promise<number[]> {
  const { session, operation, deskTicket, signInRefusal, signInCount, givenAssignment, deskComment, pendingEvent } =
    connection.database;
  const { consultation, consultationSpending } = connection.database;
  return [
    await session.count(),
    await operation.count(),
    await deskTicket.count(),
    await signInRefusal.count(),
    await signInCount.count(),
    await givenAssignment.count(),
    await deskComment.count(),
    await consultation.count(),
    await consultationSpending.count(),
    await pendingEvent.count(),
  ];
}

it('removes from every table what is past its time, and nothing else', async () => {
  await fill('old', 1);
  await fill('young', 2);
  expect(await removeExpired()).toBe(10);
  expect(await counts()).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
  expect(await removeExpired()).toBe(0);
});

const filled: readonly RetentionClassName[] = [
  ...(['answers', 'filings-not-begun', 'comments-not-begun', 'consultation-spendings'] as const),
  ...(['consultations-not-joined', 'sessions', 'refused-sign-ins', 'given-assignments'] as const),
  ...(['sign-in-counts', 'pending-events'] as const),
];

it('finds the oldest of what it removes, until it is removed', async () => {
  const { findOldest } = createRetention(connection.database);
  const allOf = (at: number) => new Map(filled.map((name) => [name, at]));
  await fill('old', 3);
  expect(await findOldest()).toEqual(allOf(now - 100 * dayMs));
  await removeExpired();
  expect(await findOldest()).toEqual(allOf(now));
});

it('removes no more at once than it is told to', async () => {
  for (let count = 10; count < 15; count += 1) await fill('old', count);
  expect(await removeExpired({ rowsPerTableMax: 2 })).toBe(20);
  await removeExpired();
  expect(await counts()).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
});

it('keeps whose a comment is, however old it is', async () => {
  const { database } = connection;
  const at = new Date(now - 1_000 * dayMs);
  const comment = { number: 'SD-1', employeeId: 'e-1', visibility: 'public', bodyDigest: '', step: 'posted', at };
  await database.deskComment.create({ data: { message: aUuid(21), commentId: '1', ...comment } });
  await removeExpired();
  expect((await createRetention(database).findOldest()).get('comments-not-begun')).toBe(now);
  expect(await database.deskComment.count({ where: { message: aUuid(21) } })).toBe(1);
  await database.deskComment.deleteMany({ where: { message: aUuid(21) } });
});

it('keeps who was consulted, and nothing of what their grant was used for', async () => {
  const { database } = connection;
  const [id, at] = [aUuid(22), new Date(now - 1_000 * dayMs)];
  const consultation = { id, number: 'SD-1', employeeId: 'e-1', grantId: id, openedAt: at, expiresAt: at };
  const specialists = { create: { employeeId: 'e-3', at } };
  const spendings = { create: { id, messages: 1, bytes: 0 } };
  await database.consultation.create({ data: { ...consultation, specialists, spendings } });
  await removeExpired();
  expect((await createRetention(database).findOldest()).get('consultations-not-joined')).toBe(now);
  expect(await database.consultationSpecialist.count()).toBe(1);
  expect(await database.consultationSpending.count({ where: { consultationId: id } })).toBe(0);
  await database.consultation.delete({ where: { id } });
});

it('keeps a filing that the tracker was asked for, without the name, and an operation under way', async () => {
  const { database } = connection;
  const old = new Date(now - 100 * dayMs);
  const ticket = { requesterId: 'e-1', requesterName: 'Employee 1', bodyDigest: '', step: 'creating', createdAt: old };
  await database.deskTicket.create({ data: { reference: aUuid(20), ...ticket } });
  const operation = { name: 'file', actor: 'service', bodyDigest: '', attempt: 1, changedAt: old };
  await database.operation.create({
    data: { ...operation, idempotencyKey: 'under-way', workingOn: 'ticket:1', owner: 1 },
  });
  const { findOldest } = createRetention(database);
  expect((await findOldest()).get('names-of-requesters')).toBe(old.getTime());
  await removeExpired();
  expect((await findOldest()).get('names-of-requesters')).toBeUndefined();
  expect((await findOldest()).get('answers')).toBe(now);
  const kept = await database.deskTicket.findUnique({ where: { reference: aUuid(20) } });
  expect(kept).toMatchObject({ requesterId: 'e-1', requesterName: null });
  expect(await database.operation.count({ where: { idempotencyKey: 'under-way' } })).toBe(1);
  await database.operation.deleteMany({ where: { idempotencyKey: 'under-way' } });
});

it('forgets processes that are gone, and keeps those that live', async () => {
  const { database } = connection;
  const living = await announceProcess(url);
  const gone = await announceProcess(url);
  const [livingId, goneId] = [living.current(), gone.current()];
  await gone.close();
  await database.process.updateMany({ data: { startedAt: new Date(now - 2 * dayMs) } });
  const remaining = async () => {
    await removeExpired();
    expect((await createRetention(database).findOldest()).get('processes')).toBeUndefined();
    return (await database.process.findMany()).map(({ id }) => id);
  };
  // Postgres frees the lock once its side of the connection has ended as well.
  await expect.poll(remaining, { timeout: 10_000 }).toEqual([livingId]);
  expect(goneId).not.toBe(livingId);
  await living.close();
});

it('forgets in a week whose the ids of the logs were, of whoever had themselves erased', async () => {
  const { database } = connection;
  const subject = (id: number, forgetAt: Date | null) => ({
    id: aUuid(id),
    log: 'gateway',
    names: `employee:e-${id}`,
    forgetAt,
  });
  await database.auditSubject.createMany({
    data: [subject(31, new Date(now - 1)), subject(32, new Date(now + 1)), subject(33, null)],
  });
  expect((await createRetention(database).removeExpired(limits)).get('names-of-erased')).toBe(1);
  expect((await database.auditSubject.findMany({ orderBy: { id: 'asc' } })).map(({ names }) => names)).toEqual([
    'employee:e-32',
    'employee:e-33',
  ]);
});
