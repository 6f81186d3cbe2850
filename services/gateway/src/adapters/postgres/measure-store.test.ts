import { testDatabase } from '@desk/testing/vitest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listMigrations } from '../../compose/migrate-database.ts';
import { createSchemaCheck } from './check-schema.ts';
import { connectDatabase, type DatabaseConnection } from './connect-database.ts';
import { createStoreMeasure } from './measure-store.ts';

let connection: DatabaseConnection;
beforeAll(async () => {
  connection = connectDatabase((await testDatabase('gateway')).url);
});
afterAll(() => connection.close());

const now = Date.parse('2026-11-23T08:00:00Z');
const ago = (seconds: number) => new Date(now - seconds * 1000);

it('counts who is signed in, what the bot does not have yet, and when it shipped last', async () => {
  const { database } = connection;
  const measure = createStoreMeasure(database);
  expect(await measure(now)).toEqual({
    liveSessions: 0,
    pendingEvents: { count: 0, ageSeconds: 0 },
    auditPending: { count: 0, ageSeconds: 0 },
    auditShippedAgeSeconds: null,
  });

  await database.session.createMany({
    data: [
      aSession({ endsAt: ago(-60), endReason: null }),
      aSession({ endsAt: ago(60), endReason: null }),
      aSession({ endsAt: ago(-60), endReason: 'signed-out' }),
    ],
  });
  await database.pendingEvent.createMany({
    data: [90, 30].map((age) => ({ id: `event-${age}`, event: '{}', createdAt: ago(age) })),
  });
  await database.auditPending.createMany({
    data: [12, 3].map((age) => ({ entry: JSON.stringify({ at: ago(age).getTime() }) })),
  });
  await database.shippedAuditRecord.createMany({
    data: [200, 45].map((age, index) => ({
      ...{ number: BigInt(index + 1), bytes: new Uint8Array(), hash: new Uint8Array() },
      receivedAt: ago(age),
    })),
  });
  expect(await measure(now)).toEqual({
    liveSessions: 1,
    pendingEvents: { count: 2, ageSeconds: 90 },
    auditPending: { count: 2, ageSeconds: 12 },
    auditShippedAgeSeconds: 45,
  });
});

it('knows whether the tables are those that this version was written for', async () => {
  const check = createSchemaCheck(connection.database);
  const migrations = await listMigrations();
  expect(migrations.length).toBeGreaterThan(1);
  expect(await check(migrations)).toBe('current');
  expect(await check(migrations.slice(1))).toBe('current');
  expect(await check([...migrations, '20991231235959_of_tomorrow'])).toBe('behind');
});

it('says that a database is away which does not answer', async () => {
  const nobody = connectDatabase('postgresql://desk@127.0.0.1:9/desk');
  expect(await createSchemaCheck(nobody.database)(['20260101000000_first'])).toBe('away');
  await nobody.close();
});

function aSession(change: { readonly endsAt: Date; readonly endReason: string | null }) {
  return {
    ...{ id: crypto.randomUUID(), employeeId: 'e-1', telegramUserId: 1n, startedAt: ago(600), renewedAt: ago(60) },
    ...{ displayName: '', position: '', department: '', role: 'employee', teams: [], sealedPhone: '' },
    ...change,
  };
}
