import { chainHash, chainStart } from '@desk/crypto';
import { type AuditEntry, canonicalBytes } from '@desk/domain';
import { locks } from '../advisory-locks.ts';
import type { Transaction } from '../connect-database.ts';
import { columnsOf } from './audit-columns.ts';

/** Until the transaction ends nobody else adds to the log. */
export async function lockAudit(transaction: Transaction): Promise<void> {
  await transaction.$executeRaw`select pg_advisory_xact_lock(${locks.audit.space}::int, ${locks.audit.key}::int)`;
}

/** Numbers and chains entries exactly as they are to be stored, under the lock of the log. */
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
