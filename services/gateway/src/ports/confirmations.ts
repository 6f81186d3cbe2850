import type { ThinEvent } from '@desk/contract';
import type { AuditEntry, Confirmation, ConfirmedColleague } from '@desk/domain';

export interface StoredConfirmation {
  readonly confirmation: Confirmation;
  /** Base64; opens under a key of the gateway alone. */
  readonly sealedPhone: string;
  readonly version: number;
}

/** A row written whole. `expected` is the version it was read with; 0: there was none for this person and account. */
export interface ConfirmationChange {
  readonly confirmation: Confirmation;
  readonly sealedPhone: string;
  readonly expected: number;
}

/** Sign-ins that wait to be confirmed, one for each person and account. */
export interface Confirmations {
  find(confirmationId: string): Promise<StoredConfirmation | null>;
  findOf(employeeId: string, telegramUserId: number): Promise<StoredConfirmation | null>;
  /** With its record, and what the bot is to hear, in one step. `overtaken`: somebody else wrote it meanwhile. */
  save(
    change: ConfirmationChange,
    audit: readonly AuditEntry[],
    event?: ThinEvent,
  ): Promise<{ readonly kind: 'saved'; readonly version: number } | { readonly kind: 'overtaken' }>;
  /** Those for which a supervisor was asked and that are not over, the oldest first. */
  listAsked(now: number, rowsMax: number): Promise<readonly StoredConfirmation[]>;
  /** Employee ids of supervisors who may confirm this person, of those who signed in since then. */
  listSupervisors(of: ConfirmedColleague, since: number, rowsMax: number): Promise<readonly string[]>;
}
