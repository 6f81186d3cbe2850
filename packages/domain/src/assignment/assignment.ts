import type { Priority } from '../ticket/ticket.ts';

/** Working minutes within which the assigned specialist says *Take* or *Not mine*. */
export const reactionLimitMinutes = {
  critical: 10,
  high: 30,
  medium: 120,
  low: 480,
} as const satisfies Readonly<Record<Priority, number>>;

/** 'withdrawn': the ticket was closed or went elsewhere in the tracker before anyone reacted. */
export type AssignmentState = 'notified' | 'reminded' | 'taken' | 'declined' | 'reassigned' | 'withdrawn';

/** A ticket given to a specialist, and the watch over their first reaction. */
export interface Assignment {
  readonly ticketId: string;
  readonly personId: string;
  readonly assignedAt: number;
  readonly state: AssignmentState;
  readonly limitMinutes: number;
  /** Null when the team has no working time ahead. */
  readonly remindAt: number | null;
  /** A forecast until the reminder, which sets it: the limit counts once more from there. */
  readonly reassignAt: number | null;
}

/** Of these, the ones by which somebody still answers for the ticket. */
export const statesInForce: readonly AssignmentState[] = ['notified', 'reminded', 'taken'];

export function isInForce({ state }: Pick<Assignment, 'state'>): boolean {
  return statesInForce.includes(state);
}

export type AssignmentEvent =
  | { readonly kind: 'taken'; readonly by: string }
  | { readonly kind: 'declined'; readonly by: string }
  | { readonly kind: 'time-passed' }
  | { readonly kind: 'reassigned' }
  | { readonly kind: 'withdrawn' };

export type AssignmentEffect =
  | { readonly kind: 'remind'; readonly personId: string }
  | { readonly kind: 'assign-again'; readonly passOver: string; readonly cause: 'declined' | 'no-reaction' }
  | { readonly kind: 'tell-supervisor'; readonly cause: 'no-reaction' }
  | { readonly kind: 'note-first-reaction'; readonly at: number };

export type AssignmentRefusal = 'not-due' | 'not-the-assignee' | 'already-taken' | 'already-over';

export type AssignmentOutcome =
  | { readonly kind: 'moved'; readonly assignment: Assignment; readonly effects: readonly AssignmentEffect[] }
  | { readonly kind: 'refused'; readonly reason: AssignmentRefusal };
