import { testDatabase } from '@desk/testing/vitest';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { PrismaClient } from './generated/client.ts';
import { isStarved } from './is-starved.ts';

let connectionString: string;
beforeAll(async () => {
  connectionString = (await testDatabase('gateway')).url;
});

const soonMs = 50;
const neverMs = 20_000;

/** What a client says whose only connection is in use. */
async function askInVain(
  { poolMs, startMs }: { readonly poolMs: number; readonly startMs: number },
  ask: (database: PrismaClient, pool: Pool) => Promise<unknown>,
): Promise<unknown> {
  const pool = new Pool({ connectionString, max: 1 });
  const held = await pool.connect();
  // From now on: the connection itself may take as long as it takes.
  pool.options.connectionTimeoutMillis = poolMs;
  const database = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: { maxWait: startMs } });
  try {
    return await ask(database, pool).then(
      () => null,
      (error: unknown) => error,
    );
  } finally {
    held.release();
    await database.$disconnect();
    await pool.end();
  }
}

const transact = (database: PrismaClient) => database.$transaction((transaction) => transaction.$queryRaw`select 1`);
const transactSeveral = (database: PrismaClient) => database.$transaction([database.$queryRaw`select 1`]);

it.each<[string, { poolMs: number; startMs: number }, (database: PrismaClient, pool: Pool) => Promise<unknown>]>([
  ['a transaction that waits for its start', { poolMs: neverMs, startMs: soonMs }, transact],
  ['a transaction that waits for the pool', { poolMs: soonMs, startMs: neverMs }, transact],
  ['a transaction of statements that waits for the pool', { poolMs: soonMs, startMs: neverMs }, transactSeveral],
  ['a statement', { poolMs: soonMs, startMs: neverMs }, (database) => database.$queryRaw`select 1`],
  ['a read', { poolMs: soonMs, startMs: neverMs }, (database) => database.session.findMany()],
  ['the driver alone', { poolMs: soonMs, startMs: neverMs }, (_, pool) => pool.query('select 1')],
])('%s starves where every connection is in use', async (_, waits, ask) => {
  const error = await askInVain(waits, ask);
  expect(error).toBeInstanceOf(Error);
  expect(isStarved(error)).toBe(true);
});

/** What a client says that may wait for so long, while somebody else has the table of sessions. */
async function askBehindLock(limits: object, ask: (database: PrismaClient) => Promise<unknown>): Promise<unknown> {
  const pool = new Pool({ connectionString, max: 1 });
  const holder = await pool.connect();
  await holder.query('begin; lock table sessions in access exclusive mode');
  const database = new PrismaClient({ adapter: new PrismaPg({ connectionString, ...limits }) });
  try {
    return await ask(database).then(
      () => null,
      (error: unknown) => error,
    );
  } finally {
    holder.release(true);
    await database.$disconnect();
    await pool.end();
  }
}

describe.each([
  ['no lock was to be had', { lock_timeout: soonMs }],
  ['the time was up', { statement_timeout: soonMs }],
])('starved, because %s', (_, limits) => {
  it.each<[string, (database: PrismaClient) => Promise<unknown>]>([
    ['a statement', (database) => database.$queryRaw`select 1 from sessions`],
    ['a read', (database) => database.session.findMany()],
    ['a write', (database) => database.session.deleteMany()],
    ['a transaction', (database) => database.$transaction((transaction) => transaction.session.findMany())],
  ])('%s', async (_what, ask) => {
    const error = await askBehindLock(limits, ask);
    expect(error).toBeInstanceOf(Error);
    expect(isStarved(error)).toBe(true);
  });
});

it.each<[string, unknown]>([
  ['a defect', new TypeError('x is not a function')],
  ['a transaction that took too long', Object.assign(new Error('Transaction already closed.'), { code: 'P2028' })],
  ['a broken constraint', Object.assign(new Error('Unique constraint failed.'), { code: 'P2002' })],
  [
    'a wrong statement',
    Object.assign(new Error('Raw query failed.'), { code: 'P2010', meta: { modelName: 'Session' } }),
  ],
  ['no error at all', 'timeout exceeded when trying to connect'],
])('%s is none of it', (_, error) => {
  expect(isStarved(error)).toBe(false);
});

it('a server that takes no more connections', () => {
  expect(isStarved(Object.assign(new Error('sorry, too many clients already'), { code: '53300' }))).toBe(true);
  expect(isStarved(new Error('not read', { cause: Object.assign(new Error('full'), { code: 'P2037' }) }))).toBe(true);
});
