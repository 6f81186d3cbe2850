/** A sign-in that is to be confirmed: what whoever signs in sees, and what their supervisor sees. */
export type ConfirmationScreen =
  | {
      readonly kind: 'confirmation-needed';
      readonly mail: {
        readonly domain: string;
        readonly state: 'sent' | 'failed' | 'too-many';
        readonly codeExpiresAt: number;
        readonly resendAt: number;
      } | null;
      /** What they read to a supervisor who was asked; null while none was. */
      readonly comparisonCode: string | null;
    }
  /** Something else was written meanwhile, and is kept. */
  | { readonly kind: 'confirmation-first' }
  | { readonly kind: 'code-wrong'; readonly triesLeft: number }
  | { readonly kind: 'code-too-soon'; readonly at: number }
  /** Typed after its time: it was for a sign-in that is over. */
  | { readonly kind: 'code-stale' }
  | { readonly kind: 'code-unchecked' }
  | { readonly kind: 'confirmation-over' }
  | { readonly kind: 'confirmation-cancelled' }
  | { readonly kind: 'confirmation-not-yet'; readonly comparisonCode: string | null }
  | { readonly kind: 'no-supervisor'; readonly contact: string }
  | { readonly kind: 'confirmation-settled'; readonly verdict: 'confirm' | 'refuse'; readonly contact: string }
  /** To a supervisor: somebody asks. */
  | { readonly kind: 'confirmation-asked' }
  | { readonly kind: 'no-confirmations' }
  | {
      readonly kind: 'confirmation-request';
      readonly displayName: string;
      readonly department: string;
      readonly comparisonCode: string;
      readonly expiresAt: number;
    }
  | { readonly kind: 'confirmation-judged'; readonly outcome: 'confirm' | 'refuse' | 'gone' | 'too-many' };
