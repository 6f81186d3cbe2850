import { Role } from '@desk/contract';
import type { LiveSessionRow, SessionRoll, SessionsOf } from '../../ports/session-roll.ts';
import { appendAudit } from './append-audit.ts';
import { voidConfirmations } from './confirmations.ts';
import type { Database } from './connect-database.ts';
import type { Session as SessionRow } from './generated/client.ts';
import { announceRevoked } from './pending-events.ts';

export function createSessionRoll(database: Database): SessionRoll {
  return {
    async list({ after, rowsMax, now }) {
      const where = {
        endReason: null,
        endsAt: { gt: new Date(now) },
        ...(after === null ? {} : { id: { gt: after } }),
      };
      const rows = await database.session.findMany({ where, orderBy: { id: 'asc' }, take: rowsMax });
      return rows.map(readRow);
    },

    revoke: (of, { at, rowsMax, audit }) =>
      database.$transaction(async (transaction) => {
        await voidConfirmations(transaction, whoseAre(of));
        const rows = await transaction.session.findMany({
          where: { endReason: null, ...whoseAre(of) },
          select: { id: true, employeeId: true },
          orderBy: { id: 'asc' },
          take: rowsMax,
        });
        const ids = rows.map(({ id }) => id);
        await transaction.session.updateMany({
          where: { id: { in: ids }, endReason: null },
          data: { endReason: 'revoked', endsAt: new Date(at) },
        });
        await announceRevoked(transaction, ids, at);
        const people = rows.map(({ employeeId }) => employeeId);
        await appendAudit(transaction, [...new Set(people)].map(audit));
        return people;
      }),
  };
}

function whoseAre(of: SessionsOf) {
  switch (of.kind) {
    case 'employee':
      return { employeeId: of.employeeId };
    case 'account':
      return { telegramUserId: BigInt(of.telegramUserId) };
    case 'everybody':
      return {};
  }
}

function readRow(row: SessionRow): LiveSessionRow {
  return {
    id: row.id,
    employeeId: row.employeeId,
    telegramUserId: Number(row.telegramUserId),
    role: Role.parse(row.role),
    startedAt: row.startedAt.getTime(),
    renewedAt: row.renewedAt.getTime(),
    endsAt: row.endsAt.getTime(),
  };
}
