import type { AuditEntry } from './audit-entry.ts';

/** Keys and settings that a running service has read anew from files: which, and never what. `at`: epoch milliseconds. */
export function noteReplaced(
  act: 'key-rotated' | 'configuration-changed',
  ids: readonly string[],
  at: number,
): readonly AuditEntry[] {
  return ids.map((id) => ({
    ...{ act, actor: { kind: 'service' }, on: { kind: 'configuration', id } },
    ...{ outcome: 'done', reason: 'file', at },
  }));
}
