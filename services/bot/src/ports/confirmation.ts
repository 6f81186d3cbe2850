/** How far the confirmation of a sign-in has come. It does not say whose it is. */
export interface Confirmation {
  readonly id: string;
  readonly expiresAt: number;
  /** Null: the staff list has no mailbox of theirs. */
  readonly mail: {
    readonly domain: string;
    readonly state: 'sent' | 'failed' | 'too-many';
    readonly codeExpiresAt: number;
    /** From when on another code may be asked for. */
    readonly resendAt: number;
    readonly triesLeft: number;
  } | null;
  readonly supervisor: 'not-asked' | 'asked' | 'approved' | 'refused';
  readonly comparisonCode: string | null;
}

export interface ConfirmationNeeded {
  readonly kind: 'confirmation-needed';
  readonly confirmation: Confirmation;
}
