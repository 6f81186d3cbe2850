import type { Priority } from '@desk/domain';

/** To whom a ticket is handed over. */
export type TransferTarget =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'team'; readonly team: string };

/** What somebody's next message is for. All but `comment` are good for one message. */
export type Purpose =
  | { readonly kind: 'comment' }
  /** For colleagues alone. */
  | { readonly kind: 'note' }
  /** A question to the requester; the ticket waits for their answer. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'resolve' }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'reopen' }
  | { readonly kind: 'priority'; readonly priority: Priority }
  | { readonly kind: 'transfer'; readonly to: TransferTarget }
  /** Whom to add: a work e-mail, a phone number or a shared contact. */
  | { readonly kind: 'participant' }
  /** Words that a saved reply is looked for by. */
  | { readonly kind: 'find-reply' }
  /** The summary for a colleague who is to take a dialogue over. */
  | { readonly kind: 'handover'; readonly consultationId: string; readonly personId: string }
  | { readonly kind: 'rating-comment'; readonly consultationId: string };

/** For a ticket itself, not for a dialogue about it. */
export type TicketPurpose = Exclude<Purpose, { readonly kind: 'handover' | 'rating-comment' }>;

/** One for each person. Ids and kinds alone: nothing personal. */
export interface Composition {
  readonly personId: string;
  readonly ticketId: string;
  /** The ticket's, as people quote it. */
  readonly number: string;
  readonly purpose: Purpose;
  readonly startedAt: number;
  /** Its last message; null while there is none. */
  readonly spokenAt: number | null;
  /** How many there were. */
  readonly messages: number;
}
