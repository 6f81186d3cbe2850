import type { NobodyReason, Priority, Ticket, TicketFact } from '@desk/domain';

export interface StoredTicket {
  readonly ticket: Ticket;
  /** A permission of the gateway to deliver this very ticket after the session ended. */
  readonly grant: { readonly id: string; readonly expiresAt: number } | null;
  /** The tracker's web address, once filed. */
  readonly url: string | null;
  /** The tracker's own instant of the latest state taken over from it: what is not newer is no news. */
  readonly trackerChangedAt: number | null;
  /** When the gateway made the latest reading taken over: between two of the same instant the later one is right. */
  readonly trackerReadAt: number | null;
  /** When the earliest running promise breaks. */
  readonly slaDueAt: number | null;
  /** The promise that somebody was told of. */
  readonly slaToldFor: number | null;
  /** Since when it wants no work any more; null while it does. */
  readonly closedAt: number | null;
  /** Why nobody could be found for it, as people were told last; null when they need not be. */
  readonly waiting: NobodyReason | null;
  readonly version: number;
}

/** The latest reading of a ticket that was taken over from the tracker. */
export interface TakenReading {
  readonly ticketId: string;
  readonly isFiled: boolean;
  readonly changedAt: number | null;
  readonly readAt: number | null;
}

export interface TicketPage {
  readonly tickets: readonly StoredTicket[];
  readonly total: number;
}

export interface Tickets {
  findById(ticketId: string): Promise<StoredTicket | null>;
  findByNumber(number: string): Promise<StoredTicket | null>;
  /** By number; of a page of the poll all at once. Those that the desk does not have are left out. */
  listTakenReadings(numbers: readonly string[]): Promise<ReadonlyMap<string, TakenReading>>;
  /** Open ones first, then the most recently changed; without those that the tracker refused. */
  listRequestedBy(personId: string, page: Page): Promise<TicketPage>;
  /** Open tickets of a specialist: by priority, then age. */
  listAssignedTo(personId: string, page: Page): Promise<TicketPage>;
  /** Open tickets of teams that the tracker has, oldest first. */
  listOfTeams(teams: readonly string[], which: 'unassigned' | 'open', page: Page): Promise<TicketPage>;
  /** Tickets that the desk owes a specialist (`awaitsAssignment`): work for the `assign` queue; the urgent ones first. */
  listAwaitingAssignment(
    max: number,
  ): Promise<readonly { readonly ticketId: string; readonly team: string; readonly priority: Priority }[]>;
}

/** Tickets with something to see to, for the jobs that act on time. */
export interface DueTickets {
  /** Solved tickets whose requester has been silent since before, the longest first; not those given up. */
  listSilentSince(before: number, max: number): Promise<readonly StoredTicket[]>;
  /** Tickets with comments that were shown since, not looked at since the other; those that waited longest first. */
  listToLookAt(
    when: { readonly shownSince: number; readonly lookedBefore: number },
    max: number,
  ): Promise<readonly { readonly ticketId: string; readonly number: string }[]>;
  /** Open tickets with a promise that breaks before, and of which nobody was told. */
  listBreakingBefore(before: number, max: number): Promise<readonly string[]>;
}

export interface Page {
  readonly offset: number;
  readonly size: number;
}

export interface Facts {
  /** How often each request type was filed since `since`, for the eight most used. */
  countTypesSince(since: number): Promise<ReadonlyMap<string, number>>;
  /** Facts of tickets created, first reacted to or resolved within the period, for statistics. */
  listFacts(teams: readonly string[], from: number, to: number): Promise<readonly TicketFact[]>;
}
