import { testDatabase } from '@desk/testing/vitest';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Durability, runPipeline } from '../../src/adapters/postgres/run-pipeline.ts';
import { sendShared } from '../../src/adapters/postgres/share-round-trips.ts';

let url: string;
let pool: pg.Pool;
beforeAll(async () => {
  ({ url } = await testDatabase('empty'));
  pool = new pg.Pool({ connectionString: url, max: 1, pipeline: true });
  await pool.query('create table notes (text text)');
});
afterAll(() => pool.end());

const divide = (by: number) => ({ name: 'divide', text: 'select 12 / $1::int as answer', values: [by] });

describe('statements that share their round trips', () => {
  it('are each answered with their own rows, however many come at once', async () => {
    const divisors = Array.from({ length: 30 }, (_, at) => at + 1);
    const answers = await Promise.all(divisors.map((by) => sendShared(pool, divide(by))));
    expect(answers.map(({ rows }) => rows)).toEqual(divisors.map((by) => [{ answer: Math.floor(12 / by) }]));
  });

  it('fail alone, and leave the connection to the others', async () => {
    const [first, failed, last] = await Promise.allSettled([3, 0, 4].map((by) => sendShared(pool, divide(by))));
    expect(failed).toMatchObject({ status: 'rejected', reason: { code: '22012' } });
    expect([first, last]).toMatchObject([
      { status: 'fulfilled', value: { rows: [{ answer: 4 }] } },
      { status: 'fulfilled', value: { rows: [{ answer: 3 }] } },
    ]);
    expect(pool.totalCount).toBe(1);
  });

  it('fail together where no connection is to be had', async () => {
    const nowhere = new pg.Pool({ connectionString: 'postgresql://desk@127.0.0.1:1/none', pipeline: true });
    const answers = await Promise.allSettled(Array.from({ length: 12 }, () => sendShared(nowhere, divide(1))));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 'rejected'));
    await nowhere.end();
  });
});

describe('a transaction', () => {
  it.each<readonly [Durability, string]>([
    ['at-once', 'on'],
    ['later', 'off'],
  ])('that is to be on disk %s waits for it accordingly', async (durability, expected) => {
    const durable = new pg.Pool({ connectionString: url, max: 1, pipeline: true, options: '-c synchronous_commit=on' });
    const text = `insert into notes select current_setting('synchronous_commit') || $1`;
    const outcome = await runPipeline(durable, [{ name: 'note', text, values: [` ${durability}`] }], durability);
    expect(outcome).toBe('committed');
    const { rows } = await durable.query('select text from notes where text like $1', [`% ${durability}`]);
    expect(rows).toEqual([{ text: `${expected} ${durability}` }]);
    // Nothing of it stays with the connection.
    expect((await durable.query('show synchronous_commit')).rows).toEqual([{ synchronous_commit: 'on' }]);
    await durable.end();
  });
});
