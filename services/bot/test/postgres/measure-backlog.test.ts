import { testDatabase } from '@desk/testing/vitest';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listMigrations } from '../../src/compose/migrate-database.ts';
import { openPostgresDesk, type PostgresDesk } from '../conformance/postgres-desk.ts';
import { anAccount } from '../conformance/samples.ts';
import { receive } from '../lanes/lane-workshop.ts';

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

it('counts what waits and how long the oldest has, and nothing that is done or not due', async () => {
  const none = { count: 0, ageSeconds: 0 };
  const nothing = { inbox: none, outbox: none, auditPending: none, auditUnshipped: none };
  expect(await desk.store.measureBacklog(['network'])).toEqual({
    ...nothing,
    deadLetters: { inbox: 0, outbox: 0 },
    lines: new Map([['network', none]]),
  });

  for (const name of ['old', 'new', 'done']) await receive(desk, anAccount(), name);
  await pool.query(`update inbox set received_at = now() - interval '90 s' where source_id = 'old'`);
  await pool.query(`update inbox set state = 'done', received_at = now() - interval '1 h' where source_id = 'done'`);
  await pool.query(
    `insert into outbox (id, lane, seq, state, kind, due_at, created_at)
     values (gen_random_uuid(), 'chat:1', 1, 'pending', 'show', null, now() - interval '30 s'),
            (gen_random_uuid(), 'chat:1', 2, 'pending', 'show', now() + interval '1 h', now() - interval '2 h'),
            (gen_random_uuid(), 'chat:1', 3, 'parked', 'show', null, now() - interval '2 h')`,
  );
  await pool.query(`insert into audit_pending (entry) values ('{}')`);

  const { inbox, outbox, auditPending } = await desk.store.measureBacklog([]);
  expect([inbox.count, outbox.count, auditPending.count]).toEqual([2, 1, 1]);
  expect(inbox.ageSeconds).toBeGreaterThanOrEqual(90);
  expect(inbox.ageSeconds).toBeLessThan(120);
  expect(outbox.ageSeconds).toBeGreaterThanOrEqual(30);
  expect(outbox.ageSeconds).toBeLessThan(60);
});

it('counts what was set aside for an operator, not what waits for people who have blocked the bot', async () => {
  await receive(desk, anAccount(), 'hopeless');
  await pool.query(`update inbox set state = 'dead' where source_id = 'hopeless'`);
  await pool.query(
    `insert into outbox (id, lane, seq, state, kind, reason)
     values (gen_random_uuid(), 'chat:9', 1, 'parked', 'show', 'failed'),
            (gen_random_uuid(), 'chat:9', 2, 'parked', 'show', 'blocked')`,
  );
  const before = await pool.query(`select 1 from outbox where state = 'parked' and reason is distinct from 'blocked'`);
  const { deadLetters } = await desk.store.measureBacklog([]);
  expect(deadLetters).toEqual({ inbox: 1, outbox: before.rowCount });
});

it('tells how far the audit log is behind on its way inside', async () => {
  await pool.query(
    `insert into system_log (number, act, at, bytes, hash)
     values (1, 'signed-in', now() - interval '3 h', '', ''), (2, 'signed-in', now() - interval '2 h', '', '')`,
  );
  await pool.query(`insert into cursors (name, value) values ('audit-shipped', '1')`);
  const { auditUnshipped } = await desk.store.measureBacklog([]);
  expect(auditUnshipped.count).toBe(1);
  expect(auditUnshipped.ageSeconds).toBeGreaterThanOrEqual(7_200);
  expect(auditUnshipped.ageSeconds).toBeLessThan(7_300);
});

it('knows whether the tables are those that this version was written for', async () => {
  const migrations = await listMigrations();
  expect(migrations.length).toBeGreaterThan(1);
  expect(await desk.store.checkSchema(migrations)).toBe('current');
  expect(await desk.store.checkSchema(migrations.slice(1))).toBe('current');
  expect(await desk.store.checkSchema([...migrations, '20991231235959_of_tomorrow'])).toBe('behind');
});
