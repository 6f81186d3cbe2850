import type { Priority } from '../ticket/ticket.ts';

/** The times of a ticket, without any text: what the statistics are made of. */
export interface TicketFact {
  readonly ticketId: string;
  readonly requestType: string;
  readonly team: string;
  readonly priority: Priority;
  readonly createdAt: number;
  readonly assignedAt: number | null;
  readonly firstReactionAt: number | null;
  readonly resolvedAt: number | null;
  readonly reopenedCount: number;
}

export interface TypeFigures {
  readonly requestType: string;
  readonly filed: number;
  readonly resolved: number;
}

/** Figures of the time from `from` (included) to `to` (not included). */
export interface Report {
  readonly from: number;
  readonly to: number;
  /** Created within. */
  readonly filed: number;
  /** Resolved within, whenever created. */
  readonly resolved: number;
  /** Created before the end and not resolved by then. */
  readonly open: number;
  /** Of the open ones, those nobody was assigned to by then. */
  readonly unassigned: number;
  /** Of those resolved within, the ones that had been reopened. */
  readonly reopened: number;
  /** Most filed first, then by id. */
  readonly byType: readonly TypeFigures[];
  /** From created to first reaction, of those reacted to within; wall-clock time. Null when none. */
  readonly firstReaction: { readonly count: number; readonly medianMs: number; readonly p90Ms: number } | null;
}
