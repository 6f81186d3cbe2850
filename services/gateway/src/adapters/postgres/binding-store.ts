import { z } from 'zod';
import type { Binding, BindingChange, BindingStore } from '../../ports/binding-store.ts';
import { appendAudit } from './append-audit.ts';
import { voidConfirmations } from './confirmations.ts';
import type { Database, Transaction } from './connect-database.ts';
import type { Binding as BindingRow } from './generated/client.ts';
import { announceRevoked } from './pending-events.ts';

const BoundBy = z.enum(['sign-in', 'operator']);

const sessionsPerChangeMax = 1_000;

export function createBindingStore(database: Database): BindingStore {
  return {
    async list({ after, rowsMax }) {
      const where = after === null ? {} : { employeeId: { gt: after } };
      const rows = await database.binding.findMany({ where, orderBy: { employeeId: 'asc' }, take: rowsMax });
      return rows.map(readRow);
    },

    release: (employeeId, change) =>
      database.$transaction(async (transaction) => {
        const row = await transaction.binding.findUnique({ where: { employeeId } });
        if (!row) return { kind: 'not-bound' };
        await voidConfirmations(transaction, { employeeId });
        await transaction.binding.delete({ where: { employeeId } });
        await revokeSessions(transaction, [row], change);
        await appendAudit(transaction, [change.audit]);
        return { kind: 'released', binding: readRow(row) };
      }),

    link: (binding, change) => database.$transaction((transaction) => link(transaction, binding, change)),
  };
}

async function link(transaction: Transaction, binding: Binding, change: BindingChange) {
  const { employeeId, boundBy } = binding;
  const telegramUserId = BigInt(binding.telegramUserId);
  const either = { OR: [{ employeeId }, { telegramUserId }] };
  const replaced = await transaction.binding.findMany({ where: either });
  await voidConfirmations(transaction, { employeeId: { in: replaced.map((gone) => gone.employeeId) } });
  await transaction.binding.deleteMany({ where: either });
  await transaction.binding.create({
    data: { employeeId, telegramUserId, boundBy, boundAt: new Date(binding.boundAt) },
  });
  await revokeSessions(transaction, replaced, change);
  await appendAudit(transaction, [change.audit]);
  return { replaced: replaced.map(readRow) };
}

/** Whoever signed in under a binding that is gone is signed out at once. */
async function revokeSessions(transaction: Transaction, gone: readonly BindingRow[], { at }: BindingChange) {
  const where = { employeeId: { in: gone.map(({ employeeId }) => employeeId) }, endReason: null };
  const sessions = await transaction.session.findMany({ where, select: { id: true }, take: sessionsPerChangeMax });
  const ids = sessions.map(({ id }) => id);
  const data = { endReason: 'revoked', endsAt: new Date(at) };
  await transaction.session.updateMany({ where: { id: { in: ids } }, data });
  await announceRevoked(transaction, ids, at);
}

function readRow({ employeeId, telegramUserId, boundAt, boundBy }: BindingRow): Binding {
  return {
    employeeId,
    telegramUserId: Number(telegramUserId),
    boundAt: boundAt.getTime(),
    boundBy: BoundBy.parse(boundBy),
  };
}
