import type { EventCounts } from './event-counts.ts';

/** One call to somebody else, without anything of its content. `what` and `outcome` are words of the code. */
export interface CallReport {
  readonly what: string;
  readonly outcome: string;
  readonly seconds: number;
}

/**
 * What operations are told of the work while it is done. Every word comes from the code, never from what was sent: so
 * there are few of them, and none is about a person.
 */
export interface WorkMetrics extends EventCounts {
  /** An update or an event was handled, or not. `seconds`: since it was received. */
  handled(arrival: { readonly kind: string; readonly outcome: string; readonly seconds: number }): void;
  /** An effect was delivered, or not. `seconds`: since it was committed, or came due. */
  delivered(effect: {
    readonly kind: string;
    readonly lane: string;
    readonly outcome: string;
    readonly seconds: number;
  }): void;
  called(peer: 'gateway' | 'telegram', call: CallReport): void;
  decided(flow: 'ticket' | 'consultation', outcome: string): void;
  /** Tickets that the poll found changed and of which no webhook had told. */
  foundGaps(tickets: number): void;
  /** Rows had their time, and are gone. `of`: a class of the table of retention. */
  removed(of: string, rows: number): void;
  /** What Telegram itself still has to hand over, as it said a moment ago. */
  sawPendingUpdates(count: number): void;
  /** Rows that former keys of the zone still seal. */
  sawFormerKeys(rows: number): void;
}
