import type { ShippedEntry } from './audit-log.ts';

/** A database of the gateway that was restored to an earlier point. */
export interface RestoredGateway {
  /** Processes of the gateway that live. */
  countWorkers(): Promise<number>;
  /**
   * Ends at most so many sessions that nobody has ended, each with an entry, and tells the bot nothing: nobody was
   * dismissed. How many there were.
   */
  endSessions(by: { readonly operator: string; readonly at: number }, max: number): Promise<number>;
}

/** What the bot has shipped. */
export interface ShippedReader {
  /** The entries that follow a number, in order. */
  listAfter(number: number, max: number): Promise<readonly ShippedEntry[]>;
}
