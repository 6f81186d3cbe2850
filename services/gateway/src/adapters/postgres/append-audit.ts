import type { AuditEntry } from '@desk/domain';
import type { AuditLog } from '../../ports/audit-log.ts';
import type { Database, Transaction } from './connect-database.ts';

/**
 * Within the caller's transaction, so that an act and its record are one, and without a lock, so that acts do not wait
 * for each other: the appender numbers and chains what is there a moment later.
 */
export async function appendAudit(transaction: Transaction, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await transaction.$executeRaw`insert into audit_pending (entry) select * from unnest(${auditLines(entries)}::text[])`;
}

/** As they are stored, for an act and its record that are one statement. */
export function auditLines(entries: readonly AuditEntry[]): string[] {
  return entries.map((entry) => JSON.stringify(entry));
}

export function createAuditLog(database: Database): AuditLog {
  return { append: (entries) => appendAudit(database, entries) };
}
