import type { AuditEntry, Role } from '@desk/domain';

/** A session that nobody has ended. */
export interface LiveSessionRow {
  readonly id: string;
  readonly employeeId: string;
  readonly telegramUserId: number;
  readonly role: Role;
  readonly startedAt: number;
  readonly renewedAt: number;
  /** When it ends unless it is renewed. */
  readonly endsAt: number;
}

/** Whose sessions. */
export type SessionsOf =
  | { readonly kind: 'employee'; readonly employeeId: string }
  | { readonly kind: 'account'; readonly telegramUserId: number }
  | { readonly kind: 'everybody' };

/** For operators: who is signed in, and the end of it. */
export interface SessionRoll {
  /** By session id. `after`: the last of the page before. */
  list(page: {
    readonly after: string | null;
    readonly rowsMax: number;
    readonly now: number;
  }): Promise<readonly LiveSessionRow[]>;
  /**
   * Ends up to `rowsMax` of them, with what `audit` says of each person, and announces it to the bot, in one step.
   * Whose they were, one for each session.
   */
  revoke(
    of: SessionsOf,
    change: { readonly at: number; readonly rowsMax: number; readonly audit: (employeeId: string) => AuditEntry },
  ): Promise<readonly string[]>;
}
