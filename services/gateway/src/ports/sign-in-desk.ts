import type { AuditEntry } from '@desk/domain';

export type SignInScope = 'total' | 'phone' | 'person';

/** Counted in the same place: questions about colleagues, codes that were sent, and words of supervisors on sign-ins. */
export type CountedScope = SignInScope | 'colleague' | 'code' | 'verdict';

export interface SignInLimit {
  readonly attemptsMax: number;
  readonly windowMs: number;
}

/** Why someone was not let in: told apart here, never outside. */
export type SignInRefusal =
  | 'phone-invalid'
  | 'phone-unknown'
  | 'phone-ambiguous'
  | 'person-inactive'
  | 'account-of-another-person'
  | 'person-with-another-account';

export interface RefusedSignIn {
  readonly referenceCode: string;
  readonly reason: SignInRefusal;
  readonly telegramUserId: number;
  /** Known once the directory named one person. */
  readonly employeeId: string | null;
  readonly at: number;
}

/** Attempts to sign in, counted and remembered across restarts. */
export interface SignInDesk {
  /** Counts one attempt of the current window. `key` is a fingerprint or an id, never a phone. */
  count(scope: CountedScope, key: string, limit: SignInLimit, now: number): Promise<AttemptVerdict>;
  /** `taken`: the code stands for another attempt already; draw a new one. */
  recordRefusal(refused: RefusedSignIn, audit: AuditEntry): Promise<'recorded' | 'taken'>;
  findRefusal(referenceCode: string): Promise<RefusedSignIn | null>;
}

export type AttemptVerdict =
  | { readonly kind: 'within' }
  /** `first`: this attempt is the one that reached the limit of its window. */
  | { readonly kind: 'exceeded'; readonly retryAfterMs: number; readonly first: boolean };
