/** Epoch milliseconds. */
export interface Clock {
  now(): number;
}

export interface Ids {
  uuid(): string;
  /** Six characters a person can read out: Crockford's base 32, without I, L, O and U. */
  referenceCode(): string;
}
