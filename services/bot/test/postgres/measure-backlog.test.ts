import { testDatabase } from '@desk/testing/vitest';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
  const nothing = { inbox: { count: 0, ageSeconds: 0 }, outbox: { count: 0, ageSeconds: 0 }, auditPending: 0 };
  expect(await desk.store.measureBacklog()).toEqual(nothing);

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

  const { inbox, outbox, auditPending } = await desk.store.measureBacklog();
  expect([inbox.count, outbox.count, auditPending]).toEqual([2, 1, 1]);
  expect(inbox.ageSeconds).toBeGreaterThanOrEqual(90);
  expect(inbox.ageSeconds).toBeLessThan(120);
  expect(outbox.ageSeconds).toBeGreaterThanOrEqual(30);
  expect(outbox.ageSeconds).toBeLessThan(60);
});
