import type { GatewayTrouble, TicketState } from '../../ports/gateway-desk.ts';
import type { StoredOutgoing } from '../../ports/outgoing-comments.ts';
import type { Acquaintance } from '../../ports/people.ts';
import type { DeskEffect } from '../../ports/plan.ts';
import type { StoredTicket } from '../../ports/tickets.ts';
import type { ChangeRefusal } from '../../ports/writing-desk.ts';

export type ChangeInTracker = Extract<DeskEffect, { readonly kind: 'change-in-tracker' }>;

/** A change on its way to the tracker, with the words that go along. */
export interface Changing {
  readonly effect: ChangeInTracker;
  readonly stored: StoredTicket;
  readonly number: string;
  readonly by: Acquaintance;
  readonly words: StoredOutgoing | null;
}

export type Changed =
  | { readonly kind: 'changed'; readonly state: TicketState; readonly displayName: string | null }
  | { readonly kind: 'session-ended' }
  | { readonly kind: 'person-unknown' }
  | ChangeRefusal
  | GatewayTrouble;
