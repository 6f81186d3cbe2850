import { randomUUID } from 'node:crypto';
import type { KeyRing } from '@desk/crypto';
import type { SessionLimits } from '@desk/domain';
import type { Logger } from '@desk/logging';
import type { LaneCall } from '../../ports/lanes.ts';
import type { Plan } from '../../ports/plan.ts';
import type { Clock, Ids } from '../../ports/system.ts';
import { createAcceptedRequests } from './accepted-requests.ts';
import { createAssignments } from './assignments.ts';
import { createAuditLog } from './audit/audit-log.ts';
import { createChatMessages } from './chat-messages.ts';
import { createSchemaCheck } from './check-schema.ts';
import { createConsultationRecords } from './consultation-records.ts';
import { createConsultations } from './consultations.ts';
import { createCursors } from './cursors.ts';
import { createDeadLetterCount } from './dead-letters/dead-letters.ts';
import { createDrafts } from './drafts.ts';
import { createDueTickets } from './due-tickets.ts';
import { createDuties } from './duties.ts';
import { createFacts } from './facts.ts';
import { createInbox } from './inbox/append-arrivals.ts';
import { keepFreshArrivals } from './inbox/fresh-arrivals.ts';
import { createInboxLanes } from './inbox/inbox-lanes.ts';
import { createKeptArrivals } from './inbox/kept-arrivals.ts';
import { createKeyboards } from './keyboards.ts';
import { createLaneLeases } from './lane-leases.ts';
import { createLedger } from './ledger/commit-plan.ts';
import { createBacklogMeasure } from './measure-backlog.ts';
import { createRetentionMeasure } from './measure-retention.ts';
import { createOfferBoards } from './offer-boards.ts';
import { type Database, openDatabase } from './open-database.ts';
import { keepLaneHeads } from './outbox/lane-heads.ts';
import { createOutboxLanes } from './outbox/outbox-lanes.ts';
import { createOutgoingComments, createTicketMessages } from './outgoing-comments.ts';
import { createPersonRecords } from './people/person-records.ts';
import { createPeople } from './people.ts';
import { announceProcess, freeAbandonedLanes } from './process-presence.ts';
import { createSealedRows } from './sealed-rows.ts';
import { createSignInWaits } from './sign-in-waits.ts';
import { createStandingCards } from './standing-cards.ts';
import { openSubjectKeys } from './subject-keys.ts';
import { createRowSweeper } from './sweep-rows.ts';
import { createTeamBoards } from './team-boards.ts';
import { createTicketComments } from './ticket-comments.ts';
import { createTickets } from './tickets.ts';
import { createUnaddressedWords } from './unaddressed-words.ts';

export interface DeskStoreOptions {
  readonly databaseUrl: string;
  /** The zone's sealing keys. */
  readonly zone: KeyRing;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly sessionLimits: SessionLimits;
  readonly keptArrivalsMax: number;
  readonly retentionDays: number;
  /** A plan was committed: what it set off can be woken. Must not throw. */
  readonly announce: (plan: Plan) => void;
  /** Something new was stored for this lane of the inbox. Must not throw. */
  readonly wakeInbox: (lane: string) => void;
  /** Some process found something to do in a lane that it could not take. Must not throw. */
  readonly onLaneCall: (call: LaneCall) => void;
}

export type DeskStore = Awaited<ReturnType<typeof openDeskStore>>;

/** Every port that Postgres stands behind, over pools for writing, reading and upkeep. The tables must be there. */
export async function openDeskStore(options: DeskStoreOptions) {
  const { databaseUrl, zone, clock, ids, log, sessionLimits, keptArrivalsMax: keptMax } = options;
  const onIdleError = (error: Error) => log.warn('An idle database connection was lost', { error });
  const { pool, upkeep, prisma, close } = openDatabase({ databaseUrl, onIdleError });
  const keys = await openSubjectKeys(pool, zone);
  /** Another one at each start: what an earlier process held is not ours. */
  const owner = randomUUID();
  const onErased = (subjectId: string | null) => (subjectId === null ? keys.forgetAll() : keys.forget([subjectId]));
  const presence = await announceProcess({ databaseUrl, owner, onCall: options.onLaneCall, onErased, log });
  const freed = await freeAbandonedLanes(pool);
  if (freed > 0) log.info('Lanes of a process that is gone were freed', { lanes: freed });

  const people = createPeople({ pool, prisma, keys, sessionLimits });
  const tickets = createTickets({ prisma, keys });
  const assignments = createAssignments({ pool, prisma });
  const writing = { pool, keys, ids, keptMax, announce: announceTo(options) };
  const [fresh, heads] = [keepFreshArrivals(), keepLaneHeads()];
  return {
    people,
    personRecords: createPersonRecords({ pool, prisma, keys }),
    dueSessions: people,
    waits: createSignInWaits(prisma),
    tickets,
    assignments,
    comments: createTicketComments(prisma),
    cards: createStandingCards(prisma),
    dueTickets: createDueTickets({ prisma, tickets }),
    drafts: createDrafts({ prisma, keys }),
    outgoing: createOutgoingComments({ prisma, keys }),
    ticketMessages: createTicketMessages(prisma),
    facts: createFacts(prisma),
    duties: createDuties(prisma),
    cursors: createCursors(prisma),
    keyboards: createKeyboards({ prisma, clock }),
    kept: createKeptArrivals(prisma),
    ledger: createLedger({ ...writing, heads, owner }),
    boards: createTeamBoards({ ...writing, prisma, people, tickets, assignments }),
    consultations: createConsultations(pool),
    consultationRecords: createConsultationRecords(prisma),
    chatMessages: createChatMessages({ pool, keys }),
    unaddressed: createUnaddressedWords({ prisma, keys }),
    offerBoards: createOfferBoards({ ...writing, people }),
    inbox: createInbox({ pool, zone, fresh, wake: options.wakeInbox }),
    leases: createLaneLeases({ pool, owner, heads }),
    inboxLanes: createInboxLanes({ pool, zone, owner, fresh, log }),
    outboxLanes: createOutboxLanes({ pool, keys, owner, heads, clock, log }),
    auditLog: createAuditLog({ pool, prisma }),
    replays: createAcceptedRequests(pool),
    checkSchema: createSchemaCheck(pool),
    ...openUpkeep(upkeep, options),
    async close() {
      await presence.close();
      await close();
    },
  };
}

/** What looks after the tables themselves. */
function openUpkeep(pool: Database['upkeep'], { zone, retentionDays }: DeskStoreOptions) {
  return {
    deadLetters: createDeadLetterCount(pool),
    sweeper: createRowSweeper({ pool, retentionDays }),
    measureRetention: createRetentionMeasure({ pool, retentionDays }),
    sealedRows: createSealedRows({ pool, zone }),
    measureBacklog: createBacklogMeasure(pool),
  };
}

/** What was kept comes back into the inbox by a plan: nobody else knows that its lane has something new. */
function announceTo({ announce, wakeInbox }: DeskStoreOptions) {
  return (plan: Plan): void => {
    for (const change of plan.changes) if (change.kind === 'resume-kept') wakeInbox(`chat:${change.chatId}`);
    announce(plan);
  };
}
