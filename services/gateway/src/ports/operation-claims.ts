/** One write, once. */
export interface Operation {
  /** Name of the endpoint. */
  readonly name: string;
  readonly idempotencyKey: string;
  /** What it writes to; one operation at a time per subject. */
  readonly subject: string;
  /** Who asks: the same key from another person is another operation. */
  readonly actor: string;
  /** Hex; equal for equal bodies, whatever the order of their keys. */
  readonly bodyDigest: string;
}

export interface StoredAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** The right to carry an operation out. `attempt` grows with every claim, so that a late writer is recognised. */
export interface Claim {
  readonly operation: Operation;
  readonly attempt: number;
}

export type ClaimOutcome =
  | { readonly kind: 'claimed'; readonly claim: Claim }
  | { readonly kind: 'answered'; readonly answer: StoredAnswer }
  /** By a live process, on this key or on this subject. */
  | { readonly kind: 'still-working' }
  | { readonly kind: 'key-reused' };

/** Answers are kept for 8 days. What a dead process left behind is claimed anew. */
export interface OperationClaims {
  claim(operation: Operation, now: number): Promise<ClaimOutcome>;
  settle(claim: Claim, answer: StoredAnswer, now: number): Promise<void>;
  /** `forget`: nothing happened under this key. `keep`: the same body is expected again. */
  release(claim: Claim, what: 'forget' | 'keep', now: number): Promise<void>;
}
