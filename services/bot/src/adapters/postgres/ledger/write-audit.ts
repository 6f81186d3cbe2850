import type { AuditEntry } from '@desk/domain';
import type { Statement } from '../run-pipeline.ts';

/** What a plan leaves for the audit log: the appender numbers and chains it a moment later. */
export function writeAudit(entries: readonly AuditEntry[]): readonly Statement[] {
  return entries.length === 0 ? [] : [{ ...insertAudit, values: [JSON.stringify(entries)] }];
}

const insertAudit = {
  name: 'insert-audit-entries',
  text: 'insert into audit_pending (entry) select entry from jsonb_array_elements($1::jsonb) as entry',
};
