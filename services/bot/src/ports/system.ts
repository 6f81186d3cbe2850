import type { Catalogue, IndexWeights, SessionLimits } from '@desk/domain';

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}

export interface Ids {
  /** A random UUID (v7, so that rows of one time lie together). */
  next(): string;
}

/** What an operator configures and use cases obey. */
export interface Policy {
  readonly catalogue: Catalogue;
  readonly weights: IndexWeights;
  readonly sessionLimits: SessionLimits;
  readonly supportContact: string;
  readonly fileBytesMax: number;
  readonly activeTicketsMax: number;
}
