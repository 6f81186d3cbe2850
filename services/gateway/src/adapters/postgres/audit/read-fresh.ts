import type { AuditLogName } from '../../../ports/audit-trail.ts';
import type { Transaction } from '../connect-database.ts';
import type { Prisma } from '../generated/client.ts';
import { readColumns } from './audit-columns.ts';
import { noteSubjects } from './note-subjects.ts';

/** A row of either log whose bytes say something. */
export interface LogRow {
  readonly log: AuditLogName;
  readonly number: bigint;
  readonly at: number;
  readonly act: string;
  readonly actor: string;
  readonly on: string | null;
  readonly outcome: string;
  readonly reason: string | null;
}

const columns = { number: true, at: true, act: true, actor: true, on: true, outcome: true, reason: true } as const;

/** What follows a place, in order. Rows stored by a version without columns get theirs here. */
export async function readFresh(
  transaction: Transaction,
  log: AuditLogName,
  after: bigint,
  rowsMax: number,
): Promise<readonly LogRow[]> {
  const selection = { where: { number: { gt: after } }, orderBy: { number: 'asc' }, take: rowsMax } as const;
  if (log === 'gateway') {
    const rows = await transaction.auditRecord.findMany({ ...selection, select: columns });
    return rows.map((row) => rowOf(log, row));
  }
  const rows = await transaction.shippedAuditRecord.findMany({ ...selection, select: { ...columns, bytes: true } });
  return Promise.all(
    rows.map(async ({ bytes, ...row }) => {
      const said = row.act === null ? readColumns(bytes, Number(row.number)) : null;
      if (said === null) return rowOf(log, row);
      await transaction.shippedAuditRecord.update({ where: { number: row.number }, data: said });
      await noteSubjects(transaction, [said]);
      return rowOf(log, { ...row, ...said });
    }),
  );
}

/** The newest that match. */
export async function foundIn(
  transaction: Transaction,
  log: AuditLogName,
  {
    where,
    rowsMax,
  }: { readonly where: Prisma.AuditRecordWhereInput & Prisma.ShippedAuditRecordWhereInput; readonly rowsMax: number },
): Promise<readonly LogRow[]> {
  const selection = { where, orderBy: { number: 'desc' }, take: rowsMax, select: columns } as const;
  const rows =
    log === 'gateway'
      ? await transaction.auditRecord.findMany(selection)
      : await transaction.shippedAuditRecord.findMany(selection);
  return rows.map((row) => rowOf(log, row));
}

/** The last row before an instant; what follows it is looked at first. */
export async function startOfWatch(transaction: Transaction, log: AuditLogName, before: number): Promise<bigint> {
  const at = { lt: new Date(before) };
  const last = await (log === 'gateway'
    ? transaction.auditRecord.aggregate({ where: { at }, _max: { number: true } })
    : transaction.shippedAuditRecord.aggregate({ where: { at }, _max: { number: true } }));
  return last._max.number ?? 0n;
}

interface StoredColumns {
  readonly number: bigint;
  readonly at: Date | null;
  readonly act: string | null;
  readonly actor: string | null;
  readonly on: string | null;
  readonly outcome: string | null;
  readonly reason: string | null;
}

function rowOf(log: AuditLogName, { number, at, act, actor, on, outcome, reason }: StoredColumns): LogRow {
  return {
    ...{ log, number, on, reason, at: at?.getTime() ?? Number.POSITIVE_INFINITY },
    ...{ act: act ?? 'unreadable', actor: actor ?? 'unknown', outcome: outcome ?? 'unknown' },
  };
}
