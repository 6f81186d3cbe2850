/** Epoch milliseconds. */
export interface Clock {
  now(): number;
}

/** Resolves after so many milliseconds. */
export type Pause = (ms: number) => Promise<void>;

export interface Ids {
  uuid(): string;
  /** Six characters a person can read out: Crockford's base 32, without I, L, O and U. */
  referenceCode(): string;
}
