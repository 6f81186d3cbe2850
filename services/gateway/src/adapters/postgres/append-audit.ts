import { chainHash, chainStart } from '@desk/crypto';
import { type AuditEntry, canonicalBytes } from '@desk/domain';
import type { AuditLog } from '../../ports/audit-log.ts';
import { locks } from './advisory-locks.ts';
import { columnsOf } from './audit/audit-columns.ts';
import { nameSubjects } from './audit/name-subjects.ts';
import type { Database, Transaction } from './connect-database.ts';

/**
 * Numbers and chains entries within the caller's transaction, so that an act and its record are one. The lock lasts
 * until the transaction ends: append last. People are given by employee id, and stored as random ids.
 */
export async function appendAudit(transaction: Transaction, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await lockAudit(transaction);
  await chainEntries(transaction, await nameSubjects(transaction, entries));
}

export async function lockAudit(transaction: Transaction): Promise<void> {
  await transaction.$executeRaw`select pg_advisory_xact_lock(${locks.audit.space}::int, ${locks.audit.key}::int)`;
}

/** Entries exactly as they are to be stored; under the lock of the log. */
export async function chainEntries(transaction: Transaction, entries: readonly AuditEntry[]): Promise<void> {
  const last = await transaction.auditRecord.findFirst({ orderBy: { number: 'desc' } });
  let number = Number(last?.number ?? 0n);
  let hash: Uint8Array<ArrayBuffer> = last?.hash ?? chainStart;
  const data = entries.map((entry) => {
    number += 1;
    const bytes = new Uint8Array(canonicalBytes(entry, number));
    hash = chainHash(hash, bytes);
    return { number: BigInt(number), bytes, hash, ...columnsOf(entry) };
  });
  await transaction.auditRecord.createMany({ data });
}

export function createAuditLog(database: Database): AuditLog {
  return { append: (entries) => database.$transaction((transaction) => appendAudit(transaction, entries)) };
}
