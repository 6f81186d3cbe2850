import type { OfferBoards } from '../../src/ports/consultation-board.ts';
import type { ChatMessages, ConsultationRecords, Consultations } from '../../src/ports/consultations.ts';
import type { Cursors } from '../../src/ports/cursors.ts';
import type { Drafts } from '../../src/ports/drafts.ts';
import type { KeptArrivals } from '../../src/ports/inbox.ts';
import type { OutgoingComments, TicketMessages } from '../../src/ports/outgoing-comments.ts';
import type { DueSessions, People } from '../../src/ports/people.ts';
import type { Cause, Change, Ledger, Plan } from '../../src/ports/plan.ts';
import type { SignInWaits } from '../../src/ports/sign-in-waits.ts';
import type { Assignments, Duties, TeamBoards } from '../../src/ports/team-board.ts';
import type { TicketComments } from '../../src/ports/ticket-comments.ts';
import type { DueTickets, Facts, Tickets } from '../../src/ports/tickets.ts';
import type { UnaddressedStore } from '../../src/ports/unaddressed-words.ts';

export type InboxCause = Extract<Cause, { readonly kind: 'inbox' }>;

/** What the suites hold to their promises: the stores over Postgres, and the fakes that stand in for them. */
export interface DeskUnderTest {
  readonly ledger: Ledger;
  readonly people: People;
  readonly dueSessions: DueSessions;
  readonly waits: SignInWaits;
  readonly drafts: Drafts;
  readonly outgoing: OutgoingComments;
  readonly ticketMessages: TicketMessages;
  readonly tickets: Tickets;
  readonly facts: Facts;
  readonly comments: TicketComments;
  readonly dueTickets: DueTickets;
  readonly assignments: Assignments;
  readonly duties: Duties;
  readonly boards: TeamBoards;
  readonly consultations: Consultations;
  readonly consultationRecords: ConsultationRecords;
  readonly chatMessages: ChatMessages;
  readonly unaddressed: UnaddressedStore;
  readonly offerBoards: OfferBoards;
  readonly cursors: Cursors;
  readonly kept: KeptArrivals;
  /** How many arrivals of one chat are kept. */
  readonly keptMax: number;
  /** Stores an update of a chat; its cause, as the worker that owns the lane would name it. */
  arrive(chatId: number): Promise<InboxCause>;
  /** Updates of a chat that wait to be handled, oldest first, by their ids. */
  listPending(chatId: number): Promise<readonly string[]>;
  /** Effects of a lane: those that join it later, and those that stand in it. */
  countEffects(lane: string): Promise<{ readonly delayed: number; readonly waiting: number }>;
  /** Delayed effects that are due by then join their lanes. */
  joinDue(now: number): Promise<void>;
  close(): Promise<void>;
}

export type OpenDesk = () => Promise<DeskUnderTest>;

export const job: Cause = { kind: 'job', name: 'test' };

export function planOf(parts: Partial<Plan> = {}): Plan {
  return { changes: [], effects: [], audit: [], jobs: [], cause: 'done', ...parts };
}

/** Stores changes that nothing stands in the way of. */
export async function store({ ledger }: Pick<DeskUnderTest, 'ledger'>, ...changes: readonly Change[]): Promise<void> {
  const outcome = await ledger.commit(planOf({ changes }), job);
  if (outcome !== 'committed') throw new Error(`A plan that had to be committed was ${outcome}.`);
}
