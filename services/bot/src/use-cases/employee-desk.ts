import type { ConfirmationDesk } from '../ports/confirmation-desk.ts';
import type { WaitLines } from '../ports/consultation-board.ts';
import type { ChatMessages, Consultations } from '../ports/consultations.ts';
import type { Drafts } from '../ports/drafts.ts';
import type { SessionDesk, TicketDesk } from '../ports/gateway-desk.ts';
import type { KeptArrivals } from '../ports/inbox.ts';
import type { StandingCards } from '../ports/messenger.ts';
import type { OutgoingComments, TicketMessages } from '../ports/outgoing-comments.ts';
import type { People } from '../ports/people.ts';
import type { PersonRecords } from '../ports/person-records.ts';
import type { Ledger } from '../ports/plan.ts';
import type { PrivacyDesk } from '../ports/privacy-desk.ts';
import type { SignInWaits } from '../ports/sign-in-waits.ts';
import type { Clock, Ids, Policy } from '../ports/system.ts';
import type { Assignments } from '../ports/team-board.ts';
import type { TicketComments } from '../ports/ticket-comments.ts';
import type { Facts, Tickets } from '../ports/tickets.ts';
import type { UnaddressedStore } from '../ports/unaddressed-words.ts';

/** Everything the conversations of employees rest on; each use case takes from it what it needs. */
export interface EmployeeDesk {
  readonly people: People;
  readonly personRecords: PersonRecords;
  readonly privacyDesk: PrivacyDesk;
  readonly drafts: Drafts;
  readonly outgoing: OutgoingComments;
  readonly ticketMessages: TicketMessages;
  readonly tickets: Tickets;
  readonly facts: Facts;
  readonly comments: TicketComments;
  readonly assignments: Assignments;
  readonly consultations: Consultations;
  readonly chatMessages: ChatMessages;
  readonly unaddressed: UnaddressedStore;
  readonly waitLines: WaitLines;
  readonly cards: StandingCards;
  readonly kept: KeptArrivals;
  readonly ledger: Ledger;
  readonly sessions: SessionDesk;
  readonly waits: SignInWaits;
  readonly confirmations: ConfirmationDesk;
  readonly desk: TicketDesk;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly policy: Policy;
}
