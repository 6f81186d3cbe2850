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
  await pool.query('create table notes (text text); create table names (text text primary key)');
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
    const note = { name: 'note', text: `${text} returning 'noted'`, values: [` ${durability}`] };
    const { outcome, rows: answered } = await runPipeline(durable, [note], durability);
    expect([outcome, answered.get('note')]).toEqual(['committed', ['noted']]);
    const { rows } = await durable.query('select text from notes where text like $1', [`% ${durability}`]);
    expect(rows).toEqual([{ text: `${expected} ${durability}` }]);
    // Nothing of it stays with the connection.
    expect((await durable.query('show synchronous_commit')).rows).toEqual([{ synchronous_commit: 'on' }]);
    await durable.end();
  });

  const note = (text: string) => ({ name: 'note-text', text: 'insert into notes select $1', values: [text] });
  const name = (text: string) => ({ name: 'name-text', text: 'insert into names select $1', values: [text] });
  const notes = async (like: string) => (await pool.query('select text from notes where text like $1', [like])).rows;
  const connection = async () => (await pool.query('select pg_backend_pid()')).rows;

  it('is nothing where one of its statements fails, and leaves the connection to the next', async () => {
    expect(await runPipeline(pool, [note('whole 1'), name('taken'), note('whole 2')])).toMatchObject({
      outcome: 'committed',
    });
    const before = await connection();
    expect(await runPipeline(pool, [note('half 1'), name('taken'), note('half 2')])).toMatchObject({
      outcome: 'overtaken',
    });
    expect(await runPipeline(pool, [note('whole 3'), name('free')])).toMatchObject({ outcome: 'committed' });
    expect(await connection()).toEqual(before);
    expect(await notes('half%')).toEqual([]);
    expect(await notes('whole%')).toHaveLength(3);
    await expect(runPipeline(pool, [note('half 3'), divide(0)])).rejects.toThrow('division by zero');
    expect(await notes('half%')).toEqual([]);
  });

  it('answers with the last row of each statement, by its name, and with nothing where one failed', async () => {
    const say = (name: string, text: string, ...values: string[]) => ({ name, text, values });
    const statements = [
      say('numbers', 'select n, null from generate_series(1, $1::int) as n', '3'),
      note('silent'),
      say('words', 'select $1::text', 'two words'),
    ];
    const { rows } = await runPipeline(pool, statements);
    expect([...rows]).toEqual([
      ['numbers', ['3', null]],
      ['words', ['two words']],
    ]);
    const failed = await runPipeline(pool, [...statements, name('twice'), name('twice')]);
    expect(failed).toEqual({ outcome: 'overtaken', rows: new Map() });
  });

  it('that failed before a statement was prepared keeps nobody from preparing it', async () => {
    const late = (text: string) => ({ name: 'late-note', text: 'insert into notes select $1', values: [text] });
    await runPipeline(pool, [name('first')]);
    expect(await runPipeline(pool, [name('first'), late('late 1')])).toMatchObject({ outcome: 'overtaken' });
    expect(await runPipeline(pool, [late('late 2')])).toMatchObject({ outcome: 'committed' });
    // Prepared in a transaction, the statement serves alone as well.
    await sendShared(pool, late('late 3'));
    expect(await notes('late%')).toHaveLength(2);
  });

  it('that failed leaves what it has prepared to statements that stand for themselves, and the other way round', async () => {
    await runPipeline(pool, [name('second')]);
    for (let count = 0; count < 2; count += 1) {
      await expect(sendShared(pool, name('second'))).rejects.toMatchObject({ code: '23505' });
      expect(await runPipeline(pool, [name('second')])).toMatchObject({ outcome: 'overtaken' });
    }
  });
});
