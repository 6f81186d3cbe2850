import type { OfferBoards } from '../../src/ports/consultation-board.ts';
import type { ChatMessages, ConsultationRecords, Consultations } from '../../src/ports/consultations.ts';
import type { Cursors } from '../../src/ports/cursors.ts';
import type { Drafts } from '../../src/ports/drafts.ts';
import type { KeptArrivals } from '../../src/ports/inbox.ts';
import type { DeskJob, JobQueue } from '../../src/ports/job-queue.ts';
import type { Keyboards } from '../../src/ports/keyboards.ts';
import type { OutgoingComments, TicketMessages } from '../../src/ports/outgoing-comments.ts';
import type { DueSessions, People } from '../../src/ports/people.ts';
import type { PersonRecords } from '../../src/ports/person-records.ts';
import type { SignInWaits } from '../../src/ports/sign-in-waits.ts';
import type { Clock } from '../../src/ports/system.ts';
import type { Assignments, Duties, TeamBoards } from '../../src/ports/team-board.ts';
import type { TicketComments } from '../../src/ports/ticket-comments.ts';
import type { DueTickets, Facts, Tickets } from '../../src/ports/tickets.ts';
import type { UnaddressedStore } from '../../src/ports/unaddressed-words.ts';
import {
  memoryChatMessages,
  memoryConsultationRecords,
  memoryConsultations,
  memoryUnaddressed,
} from './memory-consultations.ts';
import { emptyLanes, type MemoryLanes, memoryKept, memoryKeyboards } from './memory-lanes.ts';
import { type MemoryLedger, memoryLedger } from './memory-ledger.ts';
import { memoryOfferBoards } from './memory-offer-boards.ts';
import { memoryPersonRecords } from './memory-privacy.ts';
import {
  memoryAssignments,
  memoryComments,
  memoryCursors,
  memoryDrafts,
  memoryDueSessions,
  memoryDueTickets,
  memoryDuties,
  memoryFacts,
  memoryOutgoing,
  memoryPeople,
  memorySignInWaits,
  memoryTicketMessages,
  memoryTickets,
} from './memory-readers.ts';
import { emptyTables, type Tables } from './memory-tables.ts';
import { memoryTeamBoards } from './memory-team-boards.ts';
import { type MemoryWaitLines, memoryWaitLines } from './memory-wait-lines.ts';

/** Everything the bot keeps, in memory: the ledger, every reader of its rows, the lanes and the queue. */
export interface MemoryDesk {
  readonly tables: Tables;
  readonly lanes: MemoryLanes;
  readonly ledger: MemoryLedger;
  readonly people: People;
  readonly personRecords: PersonRecords;
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
  readonly waitLines: MemoryWaitLines;
  readonly cursors: Cursors;
  readonly kept: KeptArrivals;
  readonly keyboards: Keyboards;
  readonly queue: JobQueue;
  /** Jobs handed to the queue, by plans or directly, oldest first. */
  readonly jobs: DeskJob[];
}

export function memoryDesk({ clock, keptMax = 20 }: { readonly clock: Clock; readonly keptMax?: number }): MemoryDesk {
  const tables = emptyTables();
  const lanes = emptyLanes();
  const jobs: DeskJob[] = [];
  const ledger = memoryLedger(tables, lanes, { clock, keptMax, jobs });
  return {
    ...{ tables, lanes, ledger, jobs },
    people: memoryPeople(tables),
    personRecords: memoryPersonRecords(tables),
    dueSessions: memoryDueSessions(tables),
    waits: memorySignInWaits(tables),
    drafts: memoryDrafts(tables),
    outgoing: memoryOutgoing(tables),
    ticketMessages: memoryTicketMessages(tables),
    tickets: memoryTickets(tables),
    facts: memoryFacts(tables),
    comments: memoryComments(tables),
    dueTickets: memoryDueTickets(tables),
    assignments: memoryAssignments(tables, lanes),
    duties: memoryDuties(tables),
    boards: memoryTeamBoards(tables, ledger),
    consultations: memoryConsultations(tables),
    consultationRecords: memoryConsultationRecords(tables),
    chatMessages: memoryChatMessages(tables),
    unaddressed: memoryUnaddressed(tables),
    offerBoards: memoryOfferBoards(tables, ledger),
    waitLines: memoryWaitLines(),
    cursors: memoryCursors(tables),
    kept: memoryKept(lanes),
    keyboards: memoryKeyboards(lanes),
    queue: {
      async add(added) {
        jobs.push(...added);
        return 'queued';
      },
    },
  };
}
