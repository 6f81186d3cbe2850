import type { AuditLine } from './gateway-desk.ts';

/** The log that audit entries of committed plans end up in, numbered without a gap and hash-chained. */
export interface AuditLog {
  /** Takes over entries that wait; how many. One process at a time: the others take over none. */
  append(max: number): Promise<number>;
  /** The entries that follow a number, in order. */
  listAfter(number: number, max: number): Promise<readonly AuditLine[]>;
  /** The newest entry; null as long as there is none. */
  findLast(): Promise<AuditLine | null>;
}
