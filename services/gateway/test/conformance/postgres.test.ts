import { testDatabase } from '@desk/testing/vitest';
import { afterAll, beforeAll, expect } from 'vitest';
import { createBindingStore } from '../../src/adapters/postgres/binding-store.ts';
import { createConfirmations } from '../../src/adapters/postgres/confirmations.ts';
import { connectDatabase, type DatabaseConnection } from '../../src/adapters/postgres/connect-database.ts';
import { createConsultations } from '../../src/adapters/postgres/consultations.ts';
import { createDeskComments } from '../../src/adapters/postgres/desk-comments.ts';
import { createDeskTickets } from '../../src/adapters/postgres/desk-tickets.ts';
import { createFilingGrants } from '../../src/adapters/postgres/filing-grants.ts';
import { createGivenAssignments } from '../../src/adapters/postgres/given-assignments.ts';
import { createOperationClaims } from '../../src/adapters/postgres/operation-claims.ts';
import { createPendingEvents } from '../../src/adapters/postgres/pending-events.ts';
import { announceProcess, type ProcessPresence } from '../../src/adapters/postgres/process-presence.ts';
import { createSessionStore } from '../../src/adapters/postgres/session-store.ts';
import { createSignInDesk } from '../../src/adapters/postgres/sign-in-desk.ts';
import { createTicketParticipants } from '../../src/adapters/postgres/ticket-participants.ts';
import { createTrackerAccountBook } from '../../src/adapters/postgres/tracker-account-book.ts';
import { testStart } from '../fakes/system.ts';
import { readAudit } from '../read-audit.ts';
import { describeConfirmations } from './confirmations.ts';
import { describeConsultations } from './consultations.ts';
import { describeDeskComments } from './desk-comments.ts';
import { describeDeskTickets } from './desk-tickets.ts';
import { describeOperationClaims } from './operation-claims.ts';
import { describePendingEvents } from './pending-events.ts';
import { describeSignIn } from './sign-in.ts';

let url: string;
let connection: DatabaseConnection;
const presences: ProcessPresence[] = [];

beforeAll(async () => {
  url = (await testDatabase('gateway')).url;
  connection = connectDatabase(url);
});
afterAll(async () => {
  for (const presence of presences) await presence.close();
  await connection.close();
});

const announce = async () => {
  const presence = await announceProcess(url);
  presences.push(presence);
  return presence;
};

/** Until Postgres has seen the connection end as well, which takes it a moment. */
async function end(presence: ProcessPresence): Promise<void> {
  const id = presence.current();
  await presence.close();
  const held = () =>
    connection.database.$queryRaw`select 1 from pg_locks where locktype = 'advisory' and objid = ${id}::int::oid`;
  await expect.poll(held, { timeout: 5_000 }).toEqual([]);
}

async function emptied() {
  const { database } = connection;
  await database.$executeRaw`truncate sessions, bindings, confirmations, sign_in_counts, sign_in_refusals, desk_tickets,
    desk_ticket_files, filing_grants, desk_comments, ticket_participants, consultations, consultation_specialists,
    consultation_spendings, given_assignments, tracker_accounts, audit_log, audit_pending, pending_events`;
  const acts = async () => (await readAudit(database)).map(({ act }) => act);
  return { database, acts };
}

describeOperationClaims('in Postgres', async () => {
  const presence = await announce();
  return {
    first: createOperationClaims(connection.database, presence),
    second: createOperationClaims(connection.database, await announce()),
    killFirst: () => end(presence),
  };
});

describeSignIn('in Postgres', async () => {
  const { database, acts } = await emptied();
  const pending = createPendingEvents(database);
  return {
    sessions: createSessionStore(database),
    bindings: createBindingStore(database),
    signIns: createSignInDesk(database),
    acts,
    announced: async () =>
      (await pending.listOldestOfEachKind(9)).map((event) =>
        event.kind === 'session-revoked' ? event.sessionId : event.kind,
      ),
  };
});

describeConfirmations('in Postgres', async () => {
  const { database, acts } = await emptied();
  const pending = createPendingEvents(database);
  return {
    confirmations: createConfirmations(database),
    sessions: createSessionStore(database),
    acts,
    events: async () => (await pending.listOldestOfEachKind(9)).map(({ kind }) => kind),
  };
});

describePendingEvents('in Postgres', async () => {
  const { database } = await emptied();
  return {
    pending: createPendingEvents(database),
    async hold(events) {
      const createdAt = (order: number) => new Date(testStart + order * 1_000);
      const rows = events.map((event, order) => ({
        id: event.id,
        event: JSON.stringify(event),
        createdAt: createdAt(order),
      }));
      // The last first: their order is that of their times.
      await database.pendingEvent.createMany({ data: rows.toReversed() });
    },
  };
});

describeDeskTickets('in Postgres', async () => {
  const { database, acts } = await emptied();
  return {
    tickets: createDeskTickets(database),
    grants: createFilingGrants(database),
    given: createGivenAssignments(database),
    accounts: createTrackerAccountBook(database),
    acts,
  };
});

describeDeskComments('in Postgres', async () => {
  const { database, acts } = await emptied();
  return {
    comments: createDeskComments(database),
    participants: createTicketParticipants(database),
    acts,
  };
});

describeConsultations('in Postgres', async () => {
  const { database, acts } = await emptied();
  return { consultations: createConsultations(database), acts };
});
