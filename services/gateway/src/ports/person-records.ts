import type { OwnData } from '@desk/contract';
import type { AuditActor } from '@desk/domain';
import type { TrailEntry } from './audit-trail.ts';

/** What the gateway holds of one person, the newest of each kind first. */
export interface PersonRecord extends Omit<OwnData, 'person' | 'audit'> {
  /** As the directory had them when their last session was opened or renewed; null: no session is kept any more. */
  readonly person: Omit<OwnData['person'], 'phone' | 'trackerAccount' | 'employeeId'> | null;
  /** Base64, of that session. */
  readonly sealedPhone: string | null;
  readonly trackerAccount: string | null;
  /** Done by them, to them, or naming them. */
  readonly audit: readonly TrailEntry[];
  /** The ids under which the logs know them. */
  readonly subjects: readonly string[];
}

/** `answer`: as much as one answer to the bot bears. `file`: up to 50,000 rows of each kind, for an operator. */
export type RecordExtent = 'answer' | 'file';

/** In place of an employee id, in rows that others need. No directory calls anybody so. */
export const erasedId = '[erased]';

/** How many rows went of each kind. */
export type ErasedRows = Readonly<Record<string, number>>;

export interface Erasure {
  readonly employeeId: string;
  /** `self`: whoever is erased, under the id by which the log knew them. */
  readonly by: Extract<AuditActor, { readonly kind: 'operator' }> | 'self';
  readonly at: number;
}

/** Everything that names a person, whatever table it lies in. */
export interface PersonRecords {
  read(employeeId: string, extent: RecordExtent): Promise<PersonRecord>;
  /** Tickets of theirs that are on their way to the tracker, and may still get there. */
  countUnfiled(employeeId: string, now: number): Promise<number>;
  findByTelegramId(telegramUserId: number): Promise<string | null>;
  /** Whose an id is that the bot gave; null where nobody's any more. */
  findByBotId(id: string): Promise<string | null>;
  /**
   * In one step: rows that are theirs alone go, rows that others need name nobody, the logs' ids of them stand for
   * nobody any more (by themselves: after the days of `names-of-erased`), and the bot hears of it. Nothing is left to do where it was
   * done before.
   */
  erase(erasure: Erasure): Promise<ErasedRows>;
}
