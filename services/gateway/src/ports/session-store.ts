import type { AuditEntry, EndedSession, LiveSession, Role, Session } from '@desk/domain';
import type { ConfirmationChange } from './confirmations.ts';

/** What the directory said about a person when the session was opened or last renewed. */
export interface SessionPerson {
  readonly employeeId: string;
  readonly displayName: string;
  readonly position: string;
  readonly department: string;
  readonly role: Role;
  readonly teams: readonly string[];
  readonly trackerAccount: string | null;
}

export interface StoredSession {
  readonly session: Session;
  readonly telegramUserId: number;
  readonly person: SessionPerson;
  /** Base64; opens under a key of the gateway alone. */
  readonly sealedPhone: string;
}

/** Who a Telegram account belongs to is unique both ways; whoever came first keeps it. */
export type BindingConflict = 'account-of-another-person' | 'person-with-another-account';

export interface OpeningAudit {
  readonly signedIn: AuditEntry;
  /** Written only if this sign-in is what bound the account. */
  readonly bound: AuditEntry;
}

/** What confirms a sign-in: spent with it, in the same step. */
export interface SpentConfirmation {
  readonly change: ConfirmationChange;
  readonly audit: AuditEntry;
}

export type OpenOutcome =
  | { readonly kind: 'opened' }
  | { readonly kind: 'bound-otherwise'; readonly conflict: BindingConflict }
  /** The confirmation is not as it was read. */
  | { readonly kind: 'overtaken' };

export interface SessionStore {
  /** Stores the session, the binding if there is none yet, the confirmation and the audit entries, in one step. */
  open(
    opened: StoredSession & { readonly session: LiveSession },
    audit: OpeningAudit,
    confirmation: SpentConfirmation | null,
  ): Promise<OpenOutcome>;
  /** Whether an account may sign in as a person, and when that was last confirmed. */
  findBinding(
    employeeId: string,
    telegramUserId: number,
  ): Promise<
    | { readonly kind: 'bound'; readonly confirmedAt: number | null }
    | { readonly kind: 'free' }
    | { readonly kind: 'bound-otherwise'; readonly conflict: BindingConflict }
  >;
  find(sessionId: string): Promise<StoredSession | null>;
  /** Those nobody has ended yet, newest first; they may be past their limits. */
  listOpen(employeeId: string): Promise<readonly Session[]>;
  /** `ended`: somebody ended it meanwhile. */
  renew(session: LiveSession, person: SessionPerson): Promise<'renewed' | 'ended'>;
  /** Once: a session that is over already stays as it is. A revoked one is announced to the bot in the same step. */
  end(session: EndedSession, audit: AuditEntry): Promise<'ended' | 'already-ended'>;
}
