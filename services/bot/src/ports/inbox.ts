/** What came in from outside, before anyone has looked into it. */
export interface Arrival {
  readonly source: 'telegram' | 'tracker';
  /** The sender's own id of it: what came before under the same id is not stored again. */
  readonly sourceId: string;
  /** `chat:<id>` or `ticket:<number>`: arrivals of one lane are handled in order. */
  readonly lane: string;
  /** JSON as received; sealed at rest and blanked once handled. */
  readonly payload: Uint8Array;
}

export interface Inbox {
  /** Resolves when it is safe to acknowledge: the arrival is on disk, or was before (`known`). */
  append(arrival: Arrival): Promise<'stored' | 'known'>;
}

/** An arrival whose turn has come. `lane` and `epoch` go into the cause of its plan. */
export interface InboxItem {
  readonly source: Arrival['source'];
  readonly sourceId: string;
  readonly lane: string;
  readonly epoch: number;
  /** Parsed JSON, as untrusted as on the day it came. */
  readonly payload: unknown;
  readonly receivedAt: number;
  /** 1 the first time. */
  readonly attempt: number;
}

/**
 * Answers one arrival and commits its plan with the cause `inbox`: nothing else marks it done, so that even an update
 * of no interest ends in an empty plan. `overtaken` after the last run counts as a failure, as does anything thrown.
 */
export type HandleArrival = (item: InboxItem) => Promise<'committed' | 'overtaken' | 'fenced'>;

/**
 * Why handling an arrival failed. `infrastructure`: the database was away or out of breath, or nothing came back in time.
 * `overtaken`: others were faster, each time. Neither speaks against the arrival; a `defect` of ours does.
 */
export type FailureCause = 'defect' | 'infrastructure' | 'overtaken';

/** An arrival has failed for the last time: tells its sender and commits a plan whose cause is `dead`. */
export type HandleDeadLetter = (item: InboxItem) => Promise<'committed' | 'overtaken' | 'fenced'>;

/** Updates set aside until their sender has signed in. */
export interface KeptArrivals {
  /** How many there are of a chat, and when the latest of them was received (null when there is none). */
  look(chatId: number): Promise<{ readonly count: number; readonly latestAt: number | null }>;
}
