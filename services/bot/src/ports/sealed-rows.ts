/** What lies in the database sealed directly under a key of the zone. */
export const sealedKinds = ['subject-keys', 'inbox', 'outbox'] as const;
export type SealedKind = (typeof sealedKinds)[number];

/** Rows of one kind under one key. */
export interface SealedUnder {
  readonly kind: SealedKind;
  readonly kid: string;
  readonly rows: number;
}

/** Moves what former keys sealed to the key in force. */
export interface SealedRows {
  /** The key in force, and whether there are others beside it. */
  keys(): { readonly current: string; readonly hasFormer: boolean };
  count(): Promise<readonly SealedUnder[]>;
  /**
   * Seals a page of rows anew. `found`: rows of the page that were under another key; less than `rowsMax`: it was the
   * last page, and the next call begins from the first. Whoever changed or removed a row meanwhile has done better, and
   * what does not open stays as it is.
   */
  sealAnew(kind: SealedKind, rowsMax: number): Promise<{ readonly found: number; readonly sealed: number }>;
}
