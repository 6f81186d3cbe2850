import { z } from 'zod';
import type { RestoredGateway, ShippedReader } from '../../ports/restoring.ts';
import { locks } from './advisory-locks.ts';
import { appendAudit } from './append-audit.ts';
import { voidConfirmations } from './confirmations.ts';
import type { Database } from './connect-database.ts';

const Workers = z.tuple([z.object({ count: z.int() })]);

export function createRestoredGateway(database: Database): RestoredGateway {
  return {
    async countWorkers() {
      const rows = await database.$queryRaw`
        select count(*)::int as count from pg_locks
        where locktype = 'advisory' and objsubid = 2 and classid = ${locks.process.space}::int and granted
          and database = (select oid from pg_database where datname = current_database())`;
      return Workers.parse(rows)[0].count;
    },
    endSessions: ({ operator, at }, max) =>
      database.$transaction(async (transaction) => {
        await voidConfirmations(transaction, {});
        const where = { endReason: null };
        const live = await transaction.session.findMany({
          where,
          select: { id: true },
          orderBy: { id: 'asc' },
          take: max,
        });
        const ids = live.map(({ id }) => id);
        await transaction.session.updateMany({
          where: { id: { in: ids }, endReason: null },
          data: { endReason: 'revoked', endsAt: new Date(at) },
        });
        const actor = { kind: 'operator', name: operator } as const;
        const shared = { act: 'sessions-revoked', actor, outcome: 'done', reason: 'restored', at } as const;
        await appendAudit(
          transaction,
          ids.map((id) => ({ ...shared, on: { kind: 'session', id } })),
        );
        return ids.length;
      }),
  };
}

export function createShippedReader(database: Database): ShippedReader {
  return {
    async listAfter(number, max) {
      const rows = await database.shippedAuditRecord.findMany({
        where: { number: { gt: BigInt(number) } },
        orderBy: { number: 'asc' },
        take: max,
      });
      return rows.map((row) => ({
        number: Number(row.number),
        bytes: Buffer.from(row.bytes).toString('base64'),
        hash: Buffer.from(row.hash).toString('hex'),
      }));
    },
  };
}
