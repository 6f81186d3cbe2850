import type { AuditEntry } from '@desk/domain';
import { z } from 'zod';
import type { AuditAppender } from '../../../ports/audit-log.ts';
import { locks } from '../advisory-locks.ts';
import type { Database, Transaction } from '../connect-database.ts';
import { chainEntries } from './chain-entries.ts';
import { nameSubjects } from './name-subjects.ts';

/** One at a time: a number is given by whoever holds the lock, which ends with the transaction. */
export function createAuditAppender(database: Database): AuditAppender {
  return {
    async append(max) {
      if (!(await isAnyWaiting(database))) return 0;
      return database.$transaction(async (transaction) => {
        if (!(await tryLock(transaction))) return 0;
        return chainPending(transaction, max);
      });
    },
  };
}

/** In most turns none does: then it is one statement in place of a transaction. */
async function isAnyWaiting(database: Database): Promise<boolean> {
  const rows = await database.$queryRaw<readonly unknown[]>`select 1 from audit_pending limit 1`;
  return rows.length > 0;
}

/** Under the lock of the log: the oldest entries that wait get their numbers. How many there were. */
export async function chainPending(transaction: Transaction, max: number): Promise<number> {
  const pending = await transaction.auditPending.findMany({ orderBy: { id: 'asc' }, take: max });
  if (pending.length === 0) return 0;
  const entries = pending.map(({ entry }) => PendingEntry.parse(JSON.parse(entry)));
  await chainEntries(transaction, await nameSubjects(transaction, entries));
  const chained = pending.map(({ id }) => String(id));
  await transaction.$executeRaw`delete from audit_pending where id = any(${chained}::bigint[])`;
  return pending.length;
}

async function tryLock(transaction: Transaction): Promise<boolean> {
  const { space, key } = locks.audit;
  const [row] = await transaction.$queryRaw<
    readonly { readonly held: boolean }[]
  >`select pg_try_advisory_xact_lock(${space}::int, ${key}::int) as held`;
  return row?.held === true;
}

const text = z.string();

/** As `appendAudit` wrote it. Acts and kinds may be those of another version: they are recorded all the same. */
const PendingEntry = z.object({
  act: z.custom<AuditEntry['act']>((act) => typeof act === 'string'),
  actor: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('person'), id: text }),
    z.object({ kind: z.literal('operator'), name: text }),
    z.object({ kind: z.literal('service') }),
  ]),
  on: z.custom<AuditEntry['on']>((on) => on === null || z.object({ kind: text, id: text }).safeParse(on).success),
  outcome: z.enum(['done', 'refused', 'failed']),
  reason: text.nullable(),
  at: z.int(),
});
