import { testDatabase } from '@desk/testing/vitest';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action } from '../../src/ports/action.ts';
import type { ShowEffect } from '../../src/ports/plan.ts';
import { drawing, forgePress, someKeyboards } from '../builders/forge-press.ts';
import { job, planOf, store } from '../conformance/desk-under-test.ts';
import { openPostgresDesk, type PostgresDesk } from '../conformance/postgres-desk.ts';
import { anAccount, aPerson, saved } from '../conformance/samples.ts';

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

const first: Action = { kind: 'new-ticket' };
const second: Action = { kind: 'settings' };

async function show(chatId: number): Promise<string> {
  const effect: ShowEffect = {
    kind: 'show',
    chatId,
    language: 'uk',
    about: null,
    silent: false,
    screen: { kind: 'signed-out' },
    keyboard: {
      kind: 'buttons',
      rows: [
        [
          { kind: 'press', action: first },
          { kind: 'link', label: 'open-in-tracker', url: 'https://jira.example.org' },
        ],
        [{ kind: 'press', action: second }],
      ],
    },
    placement: { kind: 'message' },
  };
  await desk.store.ledger.commit(planOf({ effects: [effect] }), job);
  const { rows } = await pool.query('select id from keyboards where chat_id = $1 order by id desc limit 1', [chatId]);
  return rows[0].id;
}

describe('a press', () => {
  it('finds the action of its button, links not counted', async () => {
    const chatId = anAccount();
    const id = await show(chatId);
    const press = { chatId, telegramId: chatId };
    expect(await desk.store.keyboards.find({ ...press, data: `${id}.0` })).toEqual({ kind: 'found', action: first });
    expect(await desk.store.keyboards.find({ ...press, data: `${id}.1` })).toEqual({ kind: 'found', action: second });
  });

  it('is bound to the person behind the chat', async () => {
    const person = aPerson({ chatId: anAccount() });
    await store(desk.store, saved.person(person));
    const id = await show(person.chatId);
    const { chatId, telegramId } = person;
    expect(await desk.store.keyboards.find({ data: `${id}.0`, chatId, telegramId })).toMatchObject({ kind: 'found' });
    for (const other of [
      { chatId, telegramId: anAccount() },
      { chatId: anAccount(), telegramId },
    ]) {
      expect(await desk.store.keyboards.find({ data: `${id}.0`, ...other })).toEqual({ kind: 'unknown', forged: true });
    }
  });

  it.each(['', 'nonsense', '.0', '0190b1f0-0000-7000-8000-000000000000', '1; drop table keyboards.0'])(
    'of made-up data is forged: %j',
    async (data) => {
      expect(await desk.store.keyboards.find({ data, chatId: 1, telegramId: 1 })).toEqual({
        kind: 'unknown',
        forged: true,
      });
    },
  );

  it('of a button there never was is forged, of one long forgotten is not', async () => {
    const chatId = anAccount();
    const id = await show(chatId);
    const press = { chatId, telegramId: chatId };
    expect(await desk.store.keyboards.find({ ...press, data: `${id}.2` })).toEqual({ kind: 'unknown', forged: true });
    const longAgo = '01800000-0000-7000-8000-000000000001';
    const find = (keyboard: string) => desk.store.keyboards.find({ ...press, data: `${keyboard}.0` });
    expect(await find(longAgo)).toEqual({ kind: 'unknown', forged: false });
    expect(await find(id.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')))).toEqual({
      kind: 'unknown',
      forged: true,
    });
  });
});

describe('of what somebody sends who has seen every message of the bot', () => {
  it('no forged press finds an action', async () => {
    const known = someKeyboards(50, () => anAccount());
    await pool.query(
      `insert into keyboards (id, chat_id, telegram_id, actions)
       select id, account, account, $3::jsonb from unnest($1::uuid[], $2::bigint[]) as known(id, account)`,
      [known.map(({ id }) => id), known.map(({ account }) => account), JSON.stringify([first, second, first])],
    );
    const draw = drawing(20_261_123);
    const presses = Array.from({ length: 1_000 }, (_, at) => forgePress(at, known, draw));
    const accepted = [];
    for (let from = 0; from < presses.length; from += 100) {
      const some = presses.slice(from, from + 100);
      const outcomes = await Promise.all(some.map((press) => desk.store.keyboards.find(press)));
      accepted.push(...some.filter((_, at) => outcomes[at]?.kind === 'found'));
    }
    expect(accepted).toEqual([]);
  });

  it('no update is heard a second time', async () => {
    const payload = Buffer.from('{}');
    const append = (at: number) =>
      desk.store.inbox.append({ source: 'telegram', sourceId: `press-${at}`, lane: `chat:${at}`, payload });
    const once = await Promise.all(Array.from({ length: 100 }, (_, at) => append(at)));
    const again = await Promise.all(Array.from({ length: 2_000 }, (_, at) => append(at % 100)));
    expect([new Set(once), new Set(again)]).toEqual([new Set(['stored']), new Set(['known'])]);
  });
});
