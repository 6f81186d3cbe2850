export interface Upload {
  readonly id: string;
  readonly employeeId: string;
  readonly name: string;
  /** By content, not by name. */
  readonly mime: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
  readonly receivedAt: number;
}

export interface IncomingUpload {
  readonly id: string;
  readonly employeeId: string;
  readonly name: string;
  readonly bytesMax: number;
  readonly content: ReadableStream<Uint8Array>;
}

export type ReceiveOutcome =
  | { readonly kind: 'received'; readonly upload: Upload }
  /** `fault`: a code of what is wrong with it. */
  | { readonly kind: 'refused'; readonly reason: 'forbidden'; readonly fault: string }
  /**
   * `interrupted`: the sender went away; `busy`: the spool is at its bound, or this file is arriving already;
   * `unchecked`: the scanner is away, and nothing is taken without it.
   */
  | { readonly kind: 'refused'; readonly reason: 'too-large' | 'busy' | 'interrupted' | 'unchecked' };

/** Files on their way to the tracker, for 72 h at most. */
export interface Uploads {
  /** The same id from the same person replaces what was there. */
  receive(upload: IncomingUpload, now: number): Promise<ReceiveOutcome>;
  find(id: string): Promise<Upload | null>;
  /** Fails its reader if the file is gone meanwhile. */
  open(id: string): ReadableStream<Uint8Array>;
  remove(ids: readonly string[]): Promise<void>;
  removeExpired(now: number): Promise<number>;
}
