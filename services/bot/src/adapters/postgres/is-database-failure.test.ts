import pg from 'pg';
import { expect, it } from 'vitest';
import { BatchQueueFull } from './batch-calls.ts';
import { isDatabaseFailure } from './is-database-failure.ts';

function ofPostgres(code: string): Error {
  return Object.assign(new pg.DatabaseError('said by the server', 1, 'error'), { code });
}

/** As Prisma wraps what its driver said. */
function ofPrisma(code: string, originalCode: string): Error {
  const cause = { kind: 'postgres', originalCode, originalMessage: 'said by the server' };
  const driverAdapterError = Object.assign(new Error('DriverAdapterError'), { cause });
  return Object.assign(new Error('Raw query failed.'), { code, meta: { driverAdapterError } });
}

it.each<[string, unknown, boolean]>([
  ['a statement that took too long', ofPostgres('57014'), true],
  ['a server that shuts down', ofPostgres('57P01'), true],
  ['too many connections', ofPostgres('53300'), true],
  ['a full disk', ofPostgres('53100'), true],
  ['a lock that was not to be had', ofPostgres('55P03'), true],
  ['a lost race', ofPostgres('40001'), true],
  ['a refused connection', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), true],
  ['a pool without a free connection', new Error('timeout exceeded when trying to connect'), true],
  ['more than may wait', new BatchQueueFull(), true],
  ['a connection that broke', new Error('Connection terminated unexpectedly'), true],
  ['the same, wrapped', new Error('not read', { cause: new Error('Connection terminated unexpectedly') }), true],
  ['Prisma without a server', Object.assign(new Error('no server'), { code: 'P1001' }), true],
  ['Prisma, a statement that took too long', ofPrisma('P2010', '57014'), true],
  ['Prisma, a wrong statement', ofPrisma('P2010', '42601'), false],
  ['a wrong statement', ofPostgres('42601'), false],
  ['a broken constraint', ofPostgres('23514'), false],
  ['a value that is too long', ofPostgres('22001'), false],
  ['a defect', new TypeError('x is not a function'), false],
  ['a file that is missing', Object.assign(new Error('no file'), { code: 'ENOENT' }), false],
  ['nothing', null, false],
  ['a text', 'ECONNREFUSED', false],
])('%s', (_, error, expected) => {
  expect(isDatabaseFailure(error)).toBe(expected);
});

it('an error that is its own cause comes to an end', () => {
  const ring = new Error('one');
  ring.cause = ring;
  expect(isDatabaseFailure(ring)).toBe(false);
});
