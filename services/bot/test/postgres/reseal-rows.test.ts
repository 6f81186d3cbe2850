import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addKey, initKeys, listFormerKeys, openBotKeys, removeKeys } from '@desk/crypto';
import { testDatabase } from '@desk/testing/vitest';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFieldJson } from '../../src/adapters/postgres/seal-fields.ts';
import { createSealedRows } from '../../src/adapters/postgres/sealed-rows.ts';
import type { SealedRows } from '../../src/ports/sealed-rows.ts';
import { resealRows } from '../../src/use-cases/upkeep/reseal-rows.ts';
import { store } from '../conformance/desk-under-test.ts';
import { openPostgresDesk, type PostgresDesk } from '../conformance/postgres-desk.ts';
import { anAccount, aPerson, saved } from '../conformance/samples.ts';
import { aMessage, receive, send } from '../lanes/lane-workshop.ts';

const minuteMs = 60_000;
const rowsPerPage = 8;
/** Several pages of each kind. */
const rowsBefore = 30;

let databaseUrl: string;
let dir: string;
let pool: pg.Pool;
let now = Date.UTC(2026, 10, 22, 8);
beforeAll(async () => {
  databaseUrl = (await testDatabase('bot')).url;
  const folder = await mkdtemp(join(tmpdir(), 'desk-reseal-'));
  dir = join(folder, 'dmz');
  await initKeys({ dmzDir: dir, internalDir: join(folder, 'internal'), nowMs: now });
  pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
});
afterAll(async () => {
  await pool.end();
  await rm(join(dir, '..'), { recursive: true });
});

async function openKeys() {
  const opened = await openBotKeys({ dir, now: () => now });
  if (opened.kind === 'refused') throw new Error('Keys that were just made do not load.');
  return opened;
}

/** A person with a name, an update of theirs and something for a stranger: all that a zone key seals. */
async function leaveSomething(desk: PostgresDesk, name: string): Promise<string> {
  const person = aPerson({ profileChange: { displayName: name } });
  await store(desk.store, saved.person(person));
  await receive(desk, person.telegramId, name);
  await send(desk, aMessage(anAccount()));
  return person.id;
}

/** Like a process that is killed after so many pages. */
function dyingAfter(pages: number, rows: SealedRows): SealedRows {
  let left = pages;
  return {
    ...rows,
    async sealAnew(kind, rowsMax) {
      if (left === 0) throw new Error('killed');
      left -= 1;
      return rows.sealAnew(kind, rowsMax);
    },
  };
}

/**
 * @claim border A new sealing key takes over while the bot works: everything sealed under the former key, also what is
 * written meanwhile, is sealed anew and opens after the former key is gone; a kill on the way loses nothing.
 */
it('moves all that a former key sealed to the new one while others write, and the former key can go', async () => {
  const keys = await openKeys();
  const desk = await openPostgresDesk(databaseUrl, undefined, keys.keys.sealing);
  const names = Array.from({ length: rowsBefore }, (_, count) => `before ${count}`);
  const people = new Map<string, string>();
  await Promise.all(names.map(async (name) => people.set(await leaveSomething(desk, name), name)));

  await addKey({ dir, folder: 'sealing', beginsAtMs: now + 2 * minuteMs, nowMs: now });
  expect(await keys.look()).toEqual({ kind: 'adopted', begun: [] });
  now += 3 * minuteMs;
  // Another process has not looked yet, and goes on sealing with the former key.
  const late = await openPostgresDesk(databaseUrl, undefined, {
    current: keys.keys.sealing.current,
    keys: new Map(keys.keys.sealing.keys),
  });
  expect(await keys.look()).toMatchObject({ begun: [expect.stringMatching(/^sealing\//)] });

  const sealedRows = desk.store.sealedRows;
  const writing = (async () => {
    for (const [writer, kind] of [[desk, 'new'] as const, [late, 'late'] as const]) {
      for (let count = 0; count < 8; count += 1) {
        people.set(await leaveSomething(writer, `${kind} ${count}`), `${kind} ${count}`);
      }
    }
  })();
  await expect(resealRows({ sealedRows: dyingAfter(3, sealedRows), rowsPerPage })()).rejects.toThrow('killed');
  await writing;
  await late.store.close();
  const again = createSealedRows({ pool, zone: keys.keys.sealing });
  expect((await resealRows({ sealedRows: again, rowsPerPage })()).left).toBe(0);
  expect(new Set((await again.count()).map(({ kid }) => kid))).toEqual(new Set([keys.keys.sealing.current]));
  await desk.store.close();

  const former = await listFormerKeys({ dir, folder: 'sealing' }, now);
  expect(former).toHaveLength(1);
  await removeKeys({ dir, folder: 'sealing', kids: former.map(({ kid }) => kid) });
  const { keys: only } = await openKeys();
  expect(only.sealing.keys.size).toBe(1);
  const afterwards = await openPostgresDesk(databaseUrl, undefined, only.sealing);
  for (const [id, name] of people) {
    const known = await afterwards.store.people.findById(id);
    expect(known?.person.profile.displayName).toBe(name);
  }
  const { rows } = await pool.query<{ source_id: string; payload: Buffer }>('select source_id, payload from inbox');
  expect(rows).toHaveLength(people.size);
  for (const { source_id: id, payload } of rows) {
    expect(openFieldJson(only.sealing, 'inbox.payload', `telegram:${id}`, payload)).toEqual({ sourceId: id });
  }
  const waiting = await pool.query<{ id: string; payload: Buffer }>(
    'select id, payload from outbox where subject_id is null',
  );
  expect(waiting.rows).toHaveLength(people.size);
  for (const { id, payload } of waiting.rows) {
    expect(openFieldJson(only.sealing, 'outbox.payload', id, payload)).toMatchObject({ kind: 'show' });
  }
  await afterwards.store.close();
});

it('passes by what does not open, and changes nothing of it', async () => {
  const keys = await openKeys();
  const stray = '00000000-0000-4000-8000-00000000beef';
  const foreign = Buffer.concat([Buffer.from([1, 4]), Buffer.from('gone'), Buffer.alloc(60)]);
  await pool.query('insert into keys.subject_keys (subject_id, wrapped) values ($1, $2)', [stray, foreign]);
  await addKey({ dir, folder: 'sealing', beginsAtMs: now + minuteMs, nowMs: now });
  now += 2 * minuteMs;
  await keys.look();
  const sealedRows = createSealedRows({ pool, zone: keys.keys.sealing });
  expect((await resealRows({ sealedRows })()).left).toBe(1);
  expect((await sealedRows.count()).filter(({ kid }) => kid === 'gone')).toEqual([
    { kind: 'subject-keys', kid: 'gone', rows: 1 },
  ]);
  const { rows } = await pool.query('select wrapped from keys.subject_keys where subject_id = $1', [stray]);
  expect(rows[0]).toEqual({ wrapped: foreign });
  await pool.query('delete from keys.subject_keys where subject_id = $1', [stray]);
});
