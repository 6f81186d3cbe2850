import type { AuditLogName, AuditShortening } from '../../../ports/audit-trail.ts';
import { locks } from '../advisory-locks.ts';
import type { Database, Transaction } from '../connect-database.ts';
import { chainEntries, lockAudit } from './chain-entries.ts';

/**
 * Rows and their removal's own entry in one transaction: a log never begins between two checkpoints. Nothing is taken
 * that was not yet looked through for alarms.
 */
export function createAuditShortening(database: Database): AuditShortening {
  return {
    shorten: (log, before, rowsMax, now) =>
      database.$transaction(async (transaction) => {
        const { space, key } = locks.shortenAudit;
        await transaction.$executeRaw`select pg_advisory_xact_lock(${space}::int, ${key}::int)`;
        const upTo = await findEnd(transaction, log, before, rowsMax);
        if (upTo === null) return null;
        const where = { number: { lte: upTo } };
        if (log === 'gateway') await transaction.auditRecord.deleteMany({ where });
        else await transaction.shippedAuditRecord.deleteMany({ where });
        await transaction.auditCheckpoint.deleteMany({ where: { log, number: { lt: upTo } } });
        await lockAudit(transaction);
        await chainEntries(transaction, [
          {
            act: 'audit-shortened',
            actor: { kind: 'service' },
            on: { kind: 'audit-log', id: log },
            outcome: 'done',
            reason: `up-to-${upTo}`,
            at: now,
          },
        ]);
        return Number(upTo);
      }),
  };
}

/**
 * The last checkpoint taken before an instant that is no further than so many rows from where the log begins, or the
 * first there is. Never the last row: the next one to come follows it.
 */
async function findEnd(
  transaction: Transaction,
  log: AuditLogName,
  before: number,
  rowsMax: number,
): Promise<bigint | null> {
  const first = await findRow(transaction, log, 'asc');
  const last = await findRow(transaction, log, 'desc');
  const cursor = await transaction.auditCursor.findUnique({ where: { log } });
  if (first === null || last === null || !cursor) return null;
  const lte = cursor.number < last ? cursor.number : last - 1n;
  const farthest = first + BigInt(rowsMax) - 1n;
  const taken = { log, at: { lt: new Date(before) } };
  const end =
    (await transaction.auditCheckpoint.findFirst({
      where: { ...taken, number: { gte: first, lte: farthest < lte ? farthest : lte } },
      orderBy: { number: 'desc' },
    })) ??
    (await transaction.auditCheckpoint.findFirst({
      where: { ...taken, number: { gte: first, lte } },
      orderBy: { number: 'asc' },
    }));
  return end?.number ?? null;
}

async function findRow(transaction: Transaction, log: AuditLogName, order: 'asc' | 'desc'): Promise<bigint | null> {
  const selection = { orderBy: { number: order }, select: { number: true } } as const;
  const row =
    log === 'gateway'
      ? await transaction.auditRecord.findFirst(selection)
      : await transaction.shippedAuditRecord.findFirst(selection);
  return row?.number ?? null;
}
