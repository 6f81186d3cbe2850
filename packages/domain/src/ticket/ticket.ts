/** The life of a ticket; the tracker's statuses are mapped to these by configuration. */
export type TicketStatus =
  | 'new'
  | 'in-progress'
  | 'waiting-for-customer'
  | 'waiting-for-support'
  | 'resolved'
  | 'closed';

export const ticketStatuses = [
  'new',
  'in-progress',
  'waiting-for-customer',
  'waiting-for-support',
  'resolved',
  'closed',
] as const satisfies readonly TicketStatus[];

export type Priority = 'critical' | 'high' | 'medium' | 'low';

/** Most urgent first. */
export const priorities = ['critical', 'high', 'medium', 'low'] as const satisfies readonly Priority[];

/**
 * 'accepted': the desk has it, the tracker not yet; 'filed': it has its number; 'refused': the tracker will not
 * have it as it is.
 */
export type Filing = 'accepted' | 'filed' | 'refused';

/** What the bot remembers of a ticket; the tracker holds the rest. */
export interface Ticket {
  /** Ours, given before the tracker knows of the ticket. */
  readonly id: string;
  /** The tracker's; null until filed. */
  readonly number: string | null;
  /** Null while whoever asked, somewhere else, has never been here. */
  readonly requesterId: string | null;
  readonly requestType: string;
  readonly team: string;
  readonly status: TicketStatus;
  readonly priority: Priority;
  /** Empty for a ticket that was not written here: its words are read when it is opened. */
  readonly summary: string;
  /** Our id of the person; null while nobody has it, or somebody who has never been here. */
  readonly assigneeId: string | null;
  /** Somebody has it in the tracker who has never been here. */
  readonly assignedElsewhere: boolean;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly filing: Filing;
}

/** Whether a ticket still wants work; such tickets are what the availability index counts as active. */
export function isOpen(status: TicketStatus): boolean {
  switch (status) {
    case 'new':
    case 'in-progress':
    case 'waiting-for-customer':
    case 'waiting-for-support':
      return true;
    case 'resolved':
    case 'closed':
      return false;
  }
}

export type TicketEvent =
  | { readonly kind: 'filed'; readonly number: string }
  | { readonly kind: 'filing-refused' }
  /** What could not be filed goes on its way once more, under the same id. */
  | { readonly kind: 'sent-again' }
  | { readonly kind: 'status-changed'; readonly status: TicketStatus }
  | { readonly kind: 'priority-changed'; readonly priority: Priority }
  | { readonly kind: 'assigned'; readonly personId: string }
  /** To somebody who has never been here. */
  | { readonly kind: 'assigned-elsewhere' }
  | { readonly kind: 'unassigned' };

/** What a change means to the people concerned; 'changed' is everything that is none of the others. */
export type TicketNews =
  | 'filed'
  | 'refused'
  | 'assigned'
  | 'unassigned'
  | 'resolved'
  | 'closed'
  | 'reopened'
  | 'changed';

export type TicketOutcome =
  | { readonly kind: 'moved'; readonly ticket: Ticket; readonly news: TicketNews }
  | { readonly kind: 'refused'; readonly reason: 'unchanged' | 'already-filed' | 'filing-was-refused' };
