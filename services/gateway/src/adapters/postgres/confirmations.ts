import type { ThinEvent } from '@desk/contract';
import type { AuditEntry, Confirmation } from '@desk/domain';
import { z } from 'zod';
import type { ConfirmationChange, Confirmations, StoredConfirmation } from '../../ports/confirmations.ts';
import { appendAudit } from './append-audit.ts';
import type { Database, Transaction } from './connect-database.ts';
import type { Confirmation as ConfirmationRow } from './generated/client.ts';

const Supervisor = z.enum(['not-asked', 'asked', 'approved', 'refused']);
const SpentBy = z.enum(['code', 'supervisor']);
const People = z.array(z.object({ employee_id: z.string() }));

export function createConfirmations(database: Database): Confirmations {
  return {
    async find(id) {
      const row = await database.confirmation.findUnique({ where: { id } });
      return row && readRow(row);
    },

    async findOf(employeeId, account) {
      const telegramUserId = BigInt(account);
      const where = { employeeId_telegramUserId: { employeeId, telegramUserId } };
      const row = await database.confirmation.findUnique({ where });
      return row && readRow(row);
    },

    save: (change, audit, event) => database.$transaction((transaction) => save(transaction, change, audit, event)),

    async listAsked(now, rowsMax) {
      const rows = await database.confirmation.findMany({
        where: { supervisor: 'asked', spentAt: null, expiresAt: { gt: new Date(now) } },
        orderBy: { startedAt: 'asc' },
        take: rowsMax,
      });
      return rows.map(readRow);
    },

    async listSupervisors({ employeeId, department, teams }, since, rowsMax) {
      const rows = await database.$queryRaw`
        select distinct employee_id from sessions
        where role = 'supervisor' and employee_id <> ${employeeId} and started_at > ${new Date(since)}
          and ((department = ${department} and department <> '') or teams && ${[...teams]}::text[])
        order by employee_id limit ${rowsMax}`;
      return People.parse(rows).map(({ employee_id }) => employee_id);
    },
  };
}

async function save(
  transaction: Transaction,
  change: ConfirmationChange,
  audit: readonly AuditEntry[],
  event: ThinEvent | undefined,
): Promise<{ kind: 'saved'; version: number } | { kind: 'overtaken' }> {
  if (!(await writeConfirmation(transaction, change))) return { kind: 'overtaken' };
  await appendAudit(transaction, audit);
  if (event !== undefined) {
    const createdAt = new Date('at' in event ? event.at : change.confirmation.startedAt);
    await transaction.pendingEvent.createMany({
      data: [{ id: event.id, event: JSON.stringify(event), createdAt }],
      skipDuplicates: true,
    });
  }
  return { kind: 'saved', version: change.expected + 1 };
}

/** False: somebody else wrote it since it was read. */
export async function writeConfirmation(
  transaction: Transaction,
  { confirmation, sealedPhone, expected }: ConfirmationChange,
): Promise<boolean> {
  const { employeeId } = confirmation;
  const telegramUserId = BigInt(confirmation.telegramUserId);
  const data = { ...columnsOf(confirmation), sealedPhone, version: expected + 1 };
  if (expected === 0) {
    const row = { employeeId, telegramUserId, ...data };
    return (await transaction.confirmation.createMany({ data: [row], skipDuplicates: true })).count === 1;
  }
  const where = { employeeId, telegramUserId, version: expected };
  return (await transaction.confirmation.updateMany({ where, data })).count === 1;
}

/**
 * What was confirmed of these counts no more, and what waits is void: whoever comes back is asked again. Whoever writes
 * several of them takes confirmations first, then bindings, then sessions, as a sign-in does: nobody waits in a circle.
 */
export async function voidConfirmations(
  transaction: Transaction,
  of: { readonly employeeId?: string | { in: string[] }; readonly telegramUserId?: bigint },
): Promise<void> {
  await transaction.confirmation.deleteMany({ where: of });
  await transaction.binding.updateMany({ where: { ...of, confirmedAt: { not: null } }, data: { confirmedAt: null } });
}

function columnsOf({ id, startedAt, expiresAt, code, supervisor, comparisonCode, spent }: Confirmation) {
  return {
    id,
    startedAt: new Date(startedAt),
    expiresAt: new Date(expiresAt),
    codeHash: code?.hash ?? null,
    codeSentAt: code && new Date(code.sentAt),
    codeExpiresAt: code && new Date(code.expiresAt),
    wrongTries: code?.wrongTries ?? 0,
    delivered: code?.delivered ?? false,
    supervisor,
    comparisonCode,
    spentBy: spent?.by ?? null,
    spentAt: spent && new Date(spent.at),
  };
}

function readRow(row: ConfirmationRow): StoredConfirmation {
  const { id, employeeId, supervisor, comparisonCode, sealedPhone, version, spentAt, spentBy } = row;
  const confirmation = {
    ...{ id, employeeId, comparisonCode },
    telegramUserId: Number(row.telegramUserId),
    startedAt: row.startedAt.getTime(),
    expiresAt: row.expiresAt.getTime(),
    code: readCode(row),
    supervisor: Supervisor.parse(supervisor),
    spent: spentAt && { by: SpentBy.parse(spentBy), at: spentAt.getTime() },
  };
  return { confirmation, sealedPhone, version };
}

function readCode({ codeHash: hash, codeSentAt, codeExpiresAt, wrongTries, delivered }: ConfirmationRow) {
  if (hash === null || codeSentAt === null || codeExpiresAt === null) return null;
  return { hash, sentAt: codeSentAt.getTime(), expiresAt: codeExpiresAt.getTime(), wrongTries, delivered };
}
