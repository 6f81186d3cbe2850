import type { AuditEntry } from '@desk/domain';

/** The gateway's own audit log. What is appended is kept at once, and numbered and chained a moment later. */
export interface AuditLog {
  append(entries: readonly AuditEntry[]): Promise<void>;
}

export interface AuditAppender {
  /** Numbers and chains entries that wait; how many. One process at a time: the others take over none. */
  append(max: number): Promise<number>;
}

/** One entry of the bot's audit log as it was shipped. `bytes` is base64 and what the hash (hex) covers. */
export interface ShippedEntry {
  readonly number: number;
  readonly bytes: string;
  readonly hash: string;
}

export type ShippedOutcome =
  | { readonly kind: 'acknowledged'; readonly number: number }
  | { readonly kind: 'gap'; readonly expected: number }
  /** A known number with another hash, or a hash that does not follow from the one before. */
  | { readonly kind: 'rewritten'; readonly number: number };

/** The bot's audit log, kept inside. Entries known already are compared, not stored again. */
export interface ShippedAudit {
  append(entries: readonly ShippedEntry[], now: number): Promise<ShippedOutcome>;
}
