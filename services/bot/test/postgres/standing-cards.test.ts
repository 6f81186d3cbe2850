import { testDatabase } from '@desk/testing/vitest';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPostgresDesk, type PostgresDesk } from '../conformance/postgres-desk.ts';

let desk: PostgresDesk;
let pool: pg.Pool;
beforeAll(async () => {
  const { url } = await testDatabase('bot');
  desk = await openPostgresDesk(url);
  pool = new pg.Pool({ connectionString: url, max: 1 });
  const cards = [
    [1, 'dialogue:a', 9],
    [1, 'offer:a', 5],
    [1, 'offer:b', 3],
    [1, 'offer:a:1', 2],
    [2, 'offer:a', 1],
  ];
  for (const card of cards) await pool.query('insert into cards (chat_id, name, message_id) values ($1, $2, $3)', card);
});
afterAll(async () => {
  await pool.end();
  await desk.store.close();
});

it('of several cards of a chat the one highest up is found, and nothing where none stands', async () => {
  const { cards } = desk.store;
  expect(await cards.findFirst(1, ['line:a', 'offer:a', 'dialogue:a'])).toEqual({ messageId: 5 });
  expect(await cards.findFirst(1, ['dialogue:a'])).toEqual({ messageId: 9 });
  expect(await cards.findFirst(1, ['dialogue:b'])).toBeNull();
  expect(await cards.findFirst(3, ['offer:a'])).toBeNull();
});

it('a card is listed with those under its name', async () => {
  expect(await desk.store.cards.listUnder(1, 'offer:a')).toEqual([{ messageId: 2 }, { messageId: 5 }]);
});
