import { randomUUID } from 'node:crypto';
import { testDatabase } from '@desk/testing/vitest';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Effect } from '../../src/ports/plan.ts';
import { job, planOf } from '../conformance/desk-under-test.ts';
import { openPostgresDesk, type PostgresDesk } from '../conformance/postgres-desk.ts';
import { monday10 } from '../conformance/samples.ts';

let desk: PostgresDesk;
let pool: pg.Pool;
beforeAll(async () => {
  const { url } = await testDatabase('bot');
  desk = await openPostgresDesk(url);
  pool = new pg.Pool({ connectionString: url, max: 2 });
});
afterAll(async () => {
  await pool.end();
  await desk.store.close();
});

const dueAt = monday10 + 3_000;

function mirrorOnce(ticketId: string) {
  const effect: Effect = { kind: 'mirror-chat', ticketId, consultationId: ticketId };
  return planOf({ effects: [{ kind: 'delayed', dueAt, effect, once: `mirror:${ticketId}` }] });
}

async function statesOf(ticketId: string) {
  const { rows } = await pool.query('select state from outbox where lane = $1 order by id', [`ticket:${ticketId}`]);
  return rows.map(({ state }: { readonly state: string }) => state);
}

async function untilSomebodyWaits(): Promise<void> {
  await vi.waitFor(async () => {
    const { rows } = await pool.query(
      "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
    );
    expect(rows).toHaveLength(1);
  }, 5_000);
}

it('what waits does not join its lane while a plan that counts on it is being stored', async () => {
  const ticketId = randomUUID();
  await desk.store.ledger.commit(mirrorOnce(ticketId), job);
  const client = await pool.connect();
  await client.query('begin');
  await client.query("select 1 from outbox where once = $1 and state = 'delayed' for update", [`mirror:${ticketId}`]);
  expect(await desk.store.outboxLanes.joinDue(dueAt, 100)).toEqual([]);
  await client.query('commit');
  client.release();
  expect(await desk.store.outboxLanes.joinDue(dueAt, 100)).toEqual([`ticket:${ticketId}`]);
  expect(await statesOf(ticketId)).toEqual(['pending']);
});

it('a plan that comes while it joins its lane adds another, which is carried out after the plan', async () => {
  const ticketId = randomUUID();
  await desk.store.ledger.commit(mirrorOnce(ticketId), job);
  const client = await pool.connect();
  await client.query('begin');
  await client.query('insert into lanes (lane, next_seq) values ($1, 2)', [`ticket:${ticketId}`]);
  await client.query("update outbox set state = 'pending', seq = 1 where once = $1", [`mirror:${ticketId}`]);
  const committing = desk.store.ledger.commit(mirrorOnce(ticketId), job);
  await untilSomebodyWaits();
  await client.query('commit');
  client.release();
  expect(await committing).toBe('committed');
  expect((await statesOf(ticketId)).toSorted()).toEqual(['delayed', 'pending']);
});

it('plans that share names and lanes never wait for each other in a ring', async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  const plans = Array.from({ length: 40 }, (_, index) => {
    const both = [...mirrorOnce(one).effects, ...mirrorOnce(other).effects];
    const shown = [one, other].map(
      (ticketId) => ({ kind: 'mirror-chat', ticketId, consultationId: ticketId }) as const,
    );
    const effects = index % 2 === 0 ? [...both, ...shown] : [...shown.toReversed(), ...both.toReversed()];
    return planOf({ effects });
  });
  const joining = Array.from({ length: 10 }, () => desk.store.outboxLanes.joinDue(dueAt, 100));
  const outcomes = await Promise.all(plans.map((plan) => desk.store.ledger.commit(plan, job)));
  await Promise.all(joining);
  expect(new Set(outcomes)).toEqual(new Set(['committed']));
});
