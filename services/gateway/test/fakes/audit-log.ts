import type { AuditEntry } from '@desk/domain';
import type { AuditLog, ShippedAudit, ShippedEntry } from '../../src/ports/audit-log.ts';

export interface FakeAuditLog extends AuditLog {
  readonly entries: readonly AuditEntry[];
  /** The acts so far, in order, for short assertions. */
  acts(): readonly string[];
}

export function createFakeAuditLog(): FakeAuditLog {
  const entries: AuditEntry[] = [];
  return {
    entries,
    acts: () => entries.map(({ act, outcome, reason }) => [act, outcome, reason].filter((part) => part).join(' ')),
    async append(more) {
      entries.push(...more);
    },
  };
}

/** Takes the hashes at their word: that they chain is for the real one to prove. */
export function createFakeShippedAudit(): ShippedAudit {
  const held = new Map<number, ShippedEntry>();
  return {
    async append(entries) {
      for (const entry of entries) {
        const known = held.get(entry.number);
        if (known && known.hash !== entry.hash) return { kind: 'rewritten', number: entry.number };
        if (!known && entry.number !== held.size + 1) return { kind: 'gap', expected: held.size + 1 };
        held.set(entry.number, entry);
      }
      return { kind: 'acknowledged', number: held.size };
    },
  };
}
