/** Session tokens, signed by the gateway. What a token says is checked against the session's row on every use. */
export interface SessionTokens {
  issue(claims: SessionClaims, now: number): Promise<{ readonly token: string; readonly expiresAt: number }>;
  /** `expired`: genuine, and past its 10 minutes. */
  read(token: string, now: number): Promise<SessionTokenVerdict>;
}

export interface SessionClaims {
  readonly sessionId: string;
  readonly employeeId: string;
}

export type SessionTokenVerdict =
  | { readonly kind: 'valid' | 'expired'; readonly claims: SessionClaims }
  | { readonly kind: 'refused' };

/** Phone numbers, which are never stored in clear. */
export interface Phones {
  /** E.164, or null if no such number can exist. */
  normalise(phone: string): string | null;
  /** The same for the same number, of no use to whoever lacks the key. */
  fingerprint(phoneE164: string): string;
  /** Base64. */
  seal(phoneE164: string, employeeId: string): string;
  /** Null where its key is gone. */
  open(sealed: string, employeeId: string): string | null;
}

/** One-time codes. Only the keyed hash of one is ever stored. */
export interface ConfirmationCodes {
  /** Digits that nobody can foretell. */
  draw(digits: number): string;
  /** Of no use without the key, and for no other confirmation. */
  hash(confirmationId: string, code: string): string;
  /** In the same time, whatever was typed. */
  matches(hash: string, confirmationId: string, code: string): boolean;
}
