import { randomUUID } from 'node:crypto';
import { testDatabase } from '@desk/testing/vitest';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { announceProcess, freeAbandonedLanes } from '../../src/adapters/postgres/process-presence.ts';
import { openPostgresDesk, silentLog } from '../conformance/postgres-desk.ts';

let databaseUrl: string;
let pool: pg.Pool;
beforeAll(async () => {
  databaseUrl = (await testDatabase('bot')).url;
  pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
});
afterAll(() => pool.end());

async function ownerOf(lane: string): Promise<string | null> {
  const { rows } = await pool.query('select owner from lanes where lane = $1', [lane]);
  return rows[0]?.owner ?? null;
}

it('lanes of a process that is gone are free for the next at once, those of one that lives are not', async () => {
  const living = await openPostgresDesk(databaseUrl);
  const dying = await openPostgresDesk(databaseUrl);
  await living.store.leases.take(['chat:1']);
  await dying.store.leases.take(['chat:2']);
  expect(await living.store.leases.take(['chat:2'])).toEqual(new Map());

  // As a kill would, it goes without giving its lanes back.
  await dying.store.close();
  const next = await openPostgresDesk(databaseUrl);
  expect(await ownerOf('chat:2')).toBeNull();
  expect(await next.store.leases.take(['chat:1', 'chat:2'])).toEqual(
    new Map([['chat:2', { epoch: 2, abandonedAt: expect.any(Number) }]]),
  );
  await Promise.all([living.store.close(), next.store.close()]);
});

it('says again that the process lives when the connection was lost', async () => {
  const owner = randomUUID();
  const presence = await announceProcess({
    databaseUrl,
    owner,
    onCall: () => undefined,
    onErased: () => undefined,
    log: silentLog,
  });
  await pool.query(
    "insert into lanes (lane, owner, epoch, lease_until) values ('chat:3', $1, 1, now() + interval '1 minute')",
    [owner],
  );
  // Other test files have processes of their own on this server.
  const here = "from pg_stat_activity where application_name = 'desk-bot-presence' and datname = current_database()";
  await pool.query(`select pg_terminate_backend(pid) ${here}`);
  await vi.waitFor(async () => {
    const { rows } = await pool.query(`select 1 ${here}`);
    expect(rows).toHaveLength(1);
  }, 5_000);
  await vi.waitFor(async () => {
    await pool.query('update lanes set owner = $1 where lane = $2', [owner, 'chat:3']);
    await freeAbandonedLanes(pool);
    expect(await ownerOf('chat:3')).toBe(owner);
  }, 5_000);
  await presence.close();
  await freeAbandonedLanes(pool);
  expect(await ownerOf('chat:3')).toBeNull();
});
